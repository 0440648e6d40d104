/** Parts of Graph that clients of external connections use and the kit does not emulate, by their first segments. */
const areas = [
  { name: 'people connectors', path: /^\/+[^/]+\/+admin\/+people(\/|$)/i },
  { name: 'search', path: /^\/+[^/]+\/+search(\/|$)/i },
] as const;

/** The part of Graph that a path belongs to; undefined for any other than those that need a name in a message. */
export function areaOf(path: string): string | undefined {
  return areas.find((area) => area.path.test(path))?.name;
}
