/** Whether a body has the members of the example, at the root. */
export function isNear(example: unknown, body: unknown): boolean {
  return namesOf(example) === namesOf(body);
}

/** Whether a value has the members of the example at every depth, and values of the same JSON type. */
export function hasShapeOf(example: unknown, value: unknown): boolean {
  if (Array.isArray(example)) return Array.isArray(value) && value.every((each) => hasShapeOf(example[0], each));
  if (typeof example !== 'object' || example === null) return typeof example === typeof value;
  if (typeof value !== 'object' || value === null || namesOf(example) !== namesOf(value)) return false;
  return Object.entries(example).every(([name, member]) => {
    const own = (value as Readonly<Record<string, unknown>>)[name];
    // No schema knows what an Adaptive Card holds: a matcher takes it as it is.
    return name === 'layout' ? JSON.stringify(own) === JSON.stringify(member) : hasShapeOf(member, own);
  });
}

function namesOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).toSorted().join() : typeof value;
}
