import { type ApiVersion, apiVersions, connectionsPath, serviceRoots } from '../rules/index.ts';

/** What a URL asks for. */
export interface Target {
  /** Scheme, host and port, such as `https://graph.microsoft.com`: answers name it in their URLs. */
  readonly root: string;
  readonly version: ApiVersion;
}

const oneOf = (texts: readonly string[]) => `(${texts.map((text) => text.replaceAll('.', '\\.')).join('|')})`;

const path = `/${oneOf(apiVersions)}${connectionsPath}/?`;

/**
 * Matches the URLs of the collection of connections, without query, on the roots of the service: beta and v1.0 on
 * global, US government L4 and L5. One pattern, for each further handler costs every request of a user's tests.
 */
export const connectionsUrl = new RegExp(`^${oneOf(serviceRoots)}${path}$`);

const connectionsPathname = new RegExp(`^${path}$`);

/** The collection that a URL names; undefined for any other URL. Any host will do. */
export function targetOf(url: string): Target | undefined {
  const { origin, pathname } = new URL(url);
  const version = connectionsPathname.exec(pathname)?.[1];
  return version === undefined ? undefined : { root: origin, version: version as ApiVersion };
}
