/** The forms of the id of an operation: `1.weu-b.0251D560….98B2D948…`, or a GUID. */
export const operationIdForms = ['dotted', 'guid'] as const;

export type OperationIdForm = (typeof operationIdForms)[number];

/** A source of random numbers that the same seed repeats. */
export interface Random {
  /** A random GUID, version 4. */
  guid(): string;
  /** A random id of an operation. Question 24. */
  operationId(form: OperationIdForm): string;
  /** From 0 up to 1, from a stream of its own: what is drawn here changes no GUID. */
  fraction(): number;
}

/** Mulberry32: small, fast and the same on every engine. Not for secrets. */
export function createRandom(seed: number): Random {
  const uint32 = mulberry32(seed);
  const uint32OfFractions = mulberry32(~seed);
  const hex = () => uint32().toString(16).padStart(8, '0');
  const digits32 = () => hex() + hex() + hex() + hex();
  const guid = () => {
    const digits = digits32();
    const variant = '89ab'.charAt(uint32() % 4);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  };
  return {
    guid,
    operationId: (form) =>
      form === 'guid' ? guid() : `1.weu-b.${digits32().toUpperCase()}.${digits32().toUpperCase()}`,
    fraction: () => uint32OfFractions() / 2 ** 32,
  };
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
