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
