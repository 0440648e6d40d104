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
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return !Array.isArray(one) || one.length === other.length;
}
