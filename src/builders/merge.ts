import { asRecord } from '../rules/index.ts';

/**
 * What a caller may override: any part of a payload, at any depth. Objects merge, arrays and values replace,
 * `undefined` removes the property.
 */
export type Overrides<Payload> = {
  readonly [Key in keyof Payload]?: Payload[Key] extends readonly unknown[] | null | undefined
    ? Payload[Key] | undefined
    : Payload[Key] extends object | null | undefined
      ? Overrides<NonNullable<Payload[Key]>> | null | undefined
      : Payload[Key] | undefined;
};

/** The payload with a copy of the overrides merged in; neither argument changes. */
export function merge<Payload extends object>(payload: Payload, overrides?: Overrides<Payload>): Payload {
  if (overrides === undefined) return payload;
  // Overrides<Payload> is made so that what comes out is a Payload again.
  return mergeObjects(payload, structuredClone(overrides)) as Payload;
}

function mergeObjects(base: object, overrides: object): object {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, override] of Object.entries(overrides)) {
    const current = merged.get(key);
    if (override === undefined) merged.delete(key);
    else merged.set(key, mergeValues(current, override));
  }
  return Object.fromEntries(merged);
}

function mergeValues(current: unknown, override: unknown): unknown {
  const [base, overrides] = [asRecord(current), asRecord(override)];
  return base && overrides ? mergeObjects(base, overrides) : override;
}
