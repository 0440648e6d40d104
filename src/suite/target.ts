import { type ApiVersion, apiVersions, connectionsPath } from '../rules/index.ts';

/** What the URL of a request addresses. */
export type Target =
  | { readonly kind: 'connections'; readonly version: ApiVersion }
  | { readonly kind: 'connection'; readonly version: ApiVersion; readonly id: string }
  /** Another path of Graph. */
  | { readonly kind: 'other' }
  /** Another host. */
  | { readonly kind: 'elsewhere' };

const pathname = new RegExp(
  `^/(${apiVersions.join('|').replaceAll('.', '\\.')})${connectionsPath}(?:/([^/]+)|\\('([^/]+)'\\))?/?$`,
);

/** What a URL addresses. Any host is Graph where its root is undefined. */
export function targetOf(url: string, graphUrl: string | undefined): Target {
  const { origin, pathname: path } = new URL(url);
  if (graphUrl !== undefined && origin !== graphUrl) return { kind: 'elsewhere' };
  const [, version, segment, key] = pathname.exec(path) ?? [];
  if (version === undefined) return { kind: 'other' };
  const id = segment ?? key;
  // The pattern allows only a version there.
  const target = { version: version as ApiVersion };
  return id === undefined ? { kind: 'connections', ...target } : { kind: 'connection', ...target, id: decoded(id) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
