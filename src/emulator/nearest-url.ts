import leven from 'leven';
import { apiVersions, type OperationMatch, operations } from '../rules/index.ts';
import { printable } from '../schemas/index.ts';

/**
 * Asks, where a URL leads to no operation, whether another was meant: with the segments of the nearest path, and one
 * version that has it; empty where none is near.
 */
export function didYouMeanUrl(url: string): readonly string[] {
  const { origin, pathname } = new URL(url);
  const segments = pathname.split('/').filter(Boolean);
  // One version, two where the base URL has one too, or the text of a missing one.
  const start = segments.findIndex((segment) => !/^(v?\d+(\.\d+)?|bet.*|undefined|null)$/i.test(segment));
  const below = segments.slice(start);
  const version = segments.slice(0, start).some((segment) => /^bet/i.test(segment)) ? 'beta' : 'v1.0';
  const [nearest] = paths
    .map((known) => ({ ...known, distance: distanceTo(known.path, below) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((one, other) => one.distance - other.distance);
  if (!nearest) return [];
  const meant = nearest.path.map((name, index) => (isId(name) ? (below[index] ?? '') : name));
  const asked = nearest.versions.find((each) => each === version) ?? nearest.versions[0];
  const found = `${origin}/${[asked, ...meant].join('/')}`;
  return found === `${origin}${pathname}` ? [] : [`Did you mean ${printable(found)}?`];
}

/** Says, where a list is not emulated, which operations on one of it are. */
export function emulatedInstead(match: OperationMatch): readonly string[] {
  return match.kind === 'notEmulated' && match.instead ? [`The kit emulates ${match.instead}.`] : [];
}

const paths = [...operations, { path: '/$batch', versions: apiVersions }].map(({ path, versions }) => ({
  path: path.slice(1).split('/'),
  versions,
}));

/** How many letters of the names in a path differ; infinite where too many do. */
function distanceTo(path: readonly string[], segments: readonly string[]): number {
  if (path.length !== segments.length) return Infinity;
  const distances = path.map((name, index) => {
    const distance = isId(name) ? 0 : leven(name.toLowerCase(), (segments[index] ?? '').toLowerCase().slice(0, 64));
    return distance <= Math.max(1, Math.floor(name.length / 3)) ? distance : Infinity;
  });
  return distances.reduce((sum, distance) => sum + distance, 0);
}

function isId(name: string): boolean {
  return name.startsWith('{');
}
