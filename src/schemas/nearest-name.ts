import { closestMatch } from 'leven';

/** ` Did you mean "name"?`, where one of the names is near; else empty. */
export function didYouMean(name: string, names: readonly string[]): string {
  const byLowerCase = new Map(names.map((candidate) => [candidate.toLowerCase(), candidate]));
  // A long name cannot be a typo of a known one, and the distance takes time.
  if (name.length > 64) return '';
  const maxDistance = Math.max(1, Math.floor(name.length / 3));
  const nearest = closestMatch(name.toLowerCase(), [...byLowerCase.keys()], { maxDistance });
  return nearest === undefined ? '' : ` Did you mean ${JSON.stringify(byLowerCase.get(nearest))}?`;
}
