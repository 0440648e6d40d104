import * as fc from 'fast-check';
import { changedAt, pathsIn } from './places.ts';
import { asJson } from './value.ts';

type Change = (value: unknown) => unknown;

const replaced = fc.jsonValue({ maxDepth: 2 }).map(
  (other): Change =>
    () =>
      other,
);
const renamed = fc.constantFrom('nickname', 'Name', '@odata.type', 'id', 'constructor').map(
  (name): Change =>
    (value) =>
      isObject(value) ? { ...value, [name]: 'contoso' } : value,
);
const longer = fc.constantFrom(2, 16, 33, 129).map(
  (times): Change =>
    (value) =>
      typeof value === 'string' ? value.repeat(times).slice(0, 500) : value,
);
const moved = fc.constantFrom(-1, 1, 0.5, 2 ** 31).map(
  (by): Change =>
    (value) =>
      typeof value === 'number' ? value + by : value,
);
const recased = fc.constantFrom<Change>(
  (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  (value) => (typeof value === 'string' ? value.toLowerCase() : value),
);
const doubled = fc.constant<Change>((value) => (Array.isArray(value) ? [...value, ...value] : [value]));
const spelt = fc.constantFrom<Change>(
  (value) => String(value),
  (value) => Number(value) || 0,
  (value) => `${JSON.stringify(value)}`.slice(0, 40),
  (value) => (typeof value === 'string' ? `${value}😀` : value),
  (value) => (typeof value === 'string' ? `${value} ` : value),
  // 65 characters to JSON Schema, 130 code units to the rules.
  (value) => (typeof value === 'string' ? '😀'.repeat(65) : value),
);

const change = fc.oneof(
  replaced,
  fc.constantFrom<Change>(
    () => undefined,
    () => null,
  ),
  renamed,
  longer,
  moved,
  recased,
  doubled,
  spelt,
);

/** A JSON value with some values in it changed at random, with no thought of the rules. */
export function mutated(valid: fc.Arbitrary<unknown>, mostChanges = 3): fc.Arbitrary<unknown> {
  const changes = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: mostChanges });
  return fc.tuple(valid, changes).map(([value, some]) =>
    some.reduce<unknown>((body, [at, each]) => {
      const paths = pathsIn(body);
      return asJson(changedAt(body, paths[at % (paths.length || 1)] ?? [], each));
    }, asJson(value)),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
