/**
 * A copy of a value with a sample at a place: a JSON pointer, `*` for the first element, `undefined` to take the
 * member away. Written apart from the kit's own function, to check what a place means.
 */
export function put(value: unknown, place: string, sample: unknown): unknown {
  if (place === '') return sample;
  const copy = structuredClone(value);
  const keys = place.slice(1).split('/');
  const last = keys.pop() ?? '';
  let parent = copy as Record<string, unknown>;
  for (const key of keys) parent = parent[key === '*' ? '0' : key] as Record<string, unknown>;
  if (sample === undefined) delete parent[last];
  else parent[last === '*' ? '0' : last] = sample;
  return copy;
}
