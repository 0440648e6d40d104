/** The keys from a JSON value to a value in it. */
export type Path = readonly string[];

/** The path of every value within a JSON value, the outer ones first; not that of the whole. */
export function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.keys(value).map((key) => [...at, key]);
  return [...own, ...Object.values(value).flatMap((member, index) => pathsIn(member, own[index]))];
}

/** A copy of a JSON value with another one at the path; `undefined` takes it away. */
export function changedAt(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const changed = name === key ? changedAt(member, rest, change) : member;
    return changed === undefined ? [] : [[name, changed]];
  });
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}
