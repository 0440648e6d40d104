import { type ApiVersion, apiVersions, connectionsPath } from '../../rules/index.ts';

/** What the URL of a request leads to. */
export type Place =
  | { readonly kind: 'connections'; readonly version: ApiVersion }
  | { readonly kind: 'connection'; readonly version: ApiVersion; readonly id: string }
  /** Something else of Graph. */
  | { readonly kind: 'other' }
  /** Another host. */
  | { readonly kind: 'elsewhere' };

const pathname = new RegExp(
  `^/(${apiVersions.join('|').replaceAll('.', '\\.')})${connectionsPath}(?:/([^/]+)|\\('([^/]+)'\\))?/?$`,
);

/** Where a URL leads, seen from the root of Graph; undefined for a root means any. */
export function placeOf(url: string, graphUrl: string | undefined): Place {
  const { origin, pathname: path } = new URL(url);
  if (graphUrl !== undefined && origin !== graphUrl) return { kind: 'elsewhere' };
  const [, version, segment, key] = pathname.exec(path) ?? [];
  if (version === undefined) return { kind: 'other' };
  const id = segment ?? key;
  // The pattern lets nothing but a version through there.
  const place = { version: version as ApiVersion };
  return id === undefined ? { kind: 'connections', ...place } : { kind: 'connection', ...place, id: decoded(id) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
