import { isLoginPath, loginHosts } from '../emulator/index.ts';
import { type ApiVersion, matchOperation, type OperationName } from '../rules/index.ts';

/** What a request addresses. */
export type Target =
  | {
      readonly kind: 'operation';
      readonly operation: OperationName;
      readonly version: ApiVersion;
      /** The id of the connection in the path. */
      readonly id: string | undefined;
    }
  /** Items, groups and whatever else the kit does not emulate. */
  | { readonly kind: 'notEmulated'; readonly version: ApiVersion }
  | { readonly kind: 'batch'; readonly version: ApiVersion }
  /** The token endpoint. */
  | { readonly kind: 'login' }
  /** Something else on the host of Graph. */
  | { readonly kind: 'other' }
  /** Another host. */
  | { readonly kind: 'elsewhere' };

/** What a request addresses. Any host is Graph, and the token endpoint, where the root of Graph is undefined. */
export function targetOf(method: string, url: string, graphUrl: string | undefined): Target {
  const { origin, host, pathname } = new URL(url);
  if (loginHosts.includes(host) || (graphUrl === undefined && isLoginPath(pathname))) return { kind: 'login' };
  if (graphUrl !== undefined && origin !== graphUrl) return { kind: 'elsewhere' };
  const match = matchOperation(method === 'HEAD' ? 'GET' : method, url);
  if (match.kind === 'operation') {
    const { kind, operation, version, ids } = match;
    return { kind, operation, version, id: ids.connectionId };
  }
  if (match.kind === 'batch' || match.kind === 'notEmulated') return { kind: match.kind, version: match.version };
  return { kind: 'other' };
}
