/** A string or number within a value, and the names that lead to it. */
export interface Found {
  readonly path: readonly string[];
  readonly text: string;
}

/** Large enough for any error that a library makes, small enough for one that holds half the process. */
const limits = { depth: 9, values: 5000 } as const;

/**
 * Every string and number that a person could come across who prints a value: members of every kind, messages,
 * stacks, causes, maps and headers, and what toJSON makes of it.
 */
export function stringsIn(value: unknown): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<unknown>();
  const visit = (one: unknown, path: readonly string[]): void => {
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'bigint')
      found.push({ path, text: String(one) });
    if (typeof one !== 'object' || one === null || seen.has(one)) return;
    if (path.length > limits.depth || seen.size > limits.values) return;
    seen.add(one);
    for (const [name, member] of membersOf(one)) visit(member, [...path, name]);
  };
  visit(value, []);
  return found;
}

function membersOf(value: object): [string, unknown][] {
  if (ArrayBuffer.isView(value))
    return [['bytes', Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')]];
  if (value instanceof Map || value instanceof Headers)
    return [...value].map(([name, member]) => [String(name), member]);
  if (value instanceof Set) return [...value].map((member, index) => [String(index), member]);
  const own = Object.getOwnPropertyNames(value).map((name): [string, unknown] => [name, memberOf(value, name)]);
  const json =
    typeof memberOf(value, 'toJSON') === 'function' ? [['toJSON()', jsonOf(value)] as [string, unknown]] : [];
  // Getters of a class, such as status of a Response, and headers, which are no own members.
  const inherited = ['name', 'message', 'status', 'statusText', 'code', 'headers']
    .filter((name) => !Object.hasOwn(value, name) && name in value)
    .map((name): [string, unknown] => [name, memberOf(value, name)]);
  return [...own, ...inherited, ...json];
}

function memberOf(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}

function jsonOf(value: object): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}
