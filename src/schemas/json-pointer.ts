import { asRecord } from '../rules/index.ts';

/** A path as a JSON pointer (RFC 6901): `['a', 0, 'b/c']` becomes `/a/0/b~1c`. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The path that a JSON pointer stands for: `/a/0/b~1c` becomes `['a', '0', 'b/c']`. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a path, looking at own properties alone; undefined where the path ends early. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );
}

/**
 * A copy of a JSON value with another value at a path, all parents of which exist. `undefined` removes a property.
 *
 * @param index the element that `*` stands for, modulo the length of the array.
 */
export function replaceAt(root: unknown, [key, ...rest]: readonly string[], replacement: unknown, index = 0): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(root)) {
    const position = key === '*' ? index % root.length : Number(key);
    return root.with(position, replaceAt(root[position], rest, replacement, index));
  }
  const { [key]: current, ...others } = asRecord(root) ?? {};
  const value = replaceAt(current, rest, replacement, index);
  return value === undefined ? others : { ...others, [key]: value };
}

/** One place at which a JSON value differs from the expected one. */
export interface Difference {
  readonly path: readonly PropertyKey[];
  /** `missing`: expected, and absent; `added`: present, and not expected; `changed`: another value. */
  readonly kind: 'missing' | 'added' | 'changed';
  readonly expected: unknown;
  readonly actual: unknown;
}

type Pair = Omit<Difference, 'kind'>;

/**
 * Every place at which a JSON value differs from the expected one, in the order of the properties. Arrays of different
 * lengths differ as a whole.
 *
 * @param decide whether two values count as equal, for those that the walk must not compare itself; default: none.
 */
export function differencesBetween(
  expected: unknown,
  actual: unknown,
  decide: (pair: Pair) => boolean | undefined = () => undefined,
): readonly Difference[] {
  const walk = (pair: Pair): readonly Difference[] => {
    const decided = decide(pair);
    const { expected: before, actual: after, path } = pair;
    if (decided ?? Object.is(before, after)) return [];
    if (decided === false || !isComposite(before) || !isComposite(after) || !haveOneShape(before, after)) {
      return [{ ...pair, kind: 'changed' }];
    }
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
      const inner = { path: [...path, name], expected: before[name], actual: after[name] };
      if (Object.hasOwn(before, name) && Object.hasOwn(after, name)) return walk(inner);
      if (decide(inner)) return [];
      return [{ ...inner, kind: Object.hasOwn(before, name) ? ('missing' as const) : ('added' as const) }];
    });
  };
  return walk({ path: [], expected, actual });
}

type Composite = Readonly<Record<string, unknown>>;

function isComposite(value: unknown): value is Composite {
  return typeof value === 'object' && value !== null;
}

function haveOneShape(one: Composite, other: Composite): boolean {
  return Array.isArray(one) ? Array.isArray(other) && one.length === other.length : !Array.isArray(other);
}
