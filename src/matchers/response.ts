/** What every fetch calls its Response, whichever realm or package it comes from. */
export interface ResponseLike {
  readonly status: number;
  readonly bodyUsed: boolean;
  clone(): { text(): Promise<string> };
}

export function isResponse(value: unknown): value is ResponseLike {
  if (typeof value !== 'object' || value === null) return false;
  const { status, bodyUsed, clone } = value as Partial<Record<keyof ResponseLike, unknown>>;
  return typeof status === 'number' && typeof bodyUsed === 'boolean' && typeof clone === 'function';
}
