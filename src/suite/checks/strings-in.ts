/** A string or number within a value, and the names that lead to it. */
export interface FoundText {
  readonly path: readonly string[];
  readonly text: string;
}

/** Large enough for any error that a library makes, small enough for one that holds half the process. */
const limits = { depth: 9, values: 5000 } as const;

/**
 * Every string and number that appears when a value is printed: properties of every kind, messages, stacks, causes,
 * maps and headers, and the result of toJSON.
 */
export function stringsIn(value: unknown): readonly FoundText[] {
  const found: FoundText[] = [];
  const seen = new Set<unknown>();
  const visit = (one: unknown, path: readonly string[]): void => {
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'bigint')
      found.push({ path, text: String(one) });
    if (typeof one !== 'object' || one === null || seen.has(one)) return;
    if (path.length > limits.depth || seen.size > limits.values) return;
    seen.add(one);
    for (const [name, property] of propertiesOf(one)) visit(property, [...path, name]);
  };
  visit(value, []);
  return found;
}

/** None of a Proxy that refuses to list them. */
function propertiesOf(value: object): [string, unknown][] {
  try {
    return readProperties(value);
  } catch {
    return [];
  }
}

function readProperties(value: object): [string, unknown][] {
  if (ArrayBuffer.isView(value))
    return [['bytes', Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')]];
  if (value instanceof Map || value instanceof Headers)
    return [...value].map(([name, property]) => [String(name), property]);
  if (value instanceof Set) return [...value].map((property, index) => [String(index), property]);
  const own = Object.getOwnPropertyNames(value).map((name): [string, unknown] => [name, propertyOf(value, name)]);
  const json =
    typeof propertyOf(value, 'toJSON') === 'function' ? [['toJSON()', jsonOf(value)] as [string, unknown]] : [];
  // Getters of a class, such as status of a Response, and headers, which are not own properties.
  const inherited = ['name', 'message', 'status', 'statusText', 'code', 'headers']
    .filter((name) => !Object.hasOwn(value, name) && name in value)
    .map((name): [string, unknown] => [name, propertyOf(value, name)]);
  return [...own, ...inherited, ...json];
}

/** The property of a value, whatever the value is; undefined where its getter throws. */
export function propertyOf(value: unknown, name: string): unknown {
  try {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
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
