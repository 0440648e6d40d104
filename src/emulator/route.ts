import { type ApiVersion, apiVersions, connectionsPath, type Operation, serviceRoots } from '../rules/index.ts';

/** What a request asks for. */
export interface Target {
  /** Scheme, host and port, such as `https://graph.microsoft.com`: answers name it in their URLs. */
  readonly root: string;
  readonly version: ApiVersion;
  readonly operation: Operation;
  /** The id of the connection; empty where the operation is about none. */
  readonly id: string;
  /** The id of the connectionOperation; empty where the operation is about none. */
  readonly operationId: string;
}

/** Where a request leads: to an operation, or to one of the ways in which there is none. */
export type Route =
  | { readonly kind: 'operation'; readonly target: Target }
  | { readonly kind: 'batch'; readonly root: string; readonly version: ApiVersion }
  | { readonly kind: 'wrongMethod' }
  | { readonly kind: 'unknownSegment'; readonly segment: string }
  /** It exists in Graph, or may; the kit does not emulate it. */
  | { readonly kind: 'notEmulated' };

type Methods = Readonly<Record<string, Operation>>;

const collection: Methods = { POST: 'createConnection', GET: 'listConnections' };
const entity: Methods = { GET: 'getConnection', PATCH: 'updateConnection', DELETE: 'deleteConnection' };
/** DELETE is known to answer 404; POST is the older verb for a registration. */
const schema: Methods = { PATCH: 'updateSchema', POST: 'updateSchema', GET: 'getSchema', DELETE: 'deleteSchema' };
const operation: Methods = { GET: 'getOperation' };
const quota: Methods = { GET: 'getQuota' };

/** Navigation properties of a connection that Graph has and the kit does not emulate. **Source:** metadata. */
const notEmulated: readonly string[] = ['items', 'groups'];

const oneOf = (texts: readonly string[]) => `(${texts.map((text) => text.replaceAll('.', '\\.')).join('|')})`;
const version = oneOf(apiVersions);

/**
 * Matches every URL, without query, that the emulator may answer on the roots of the service: the connections with
 * all below them, and $batch. One pattern, for each further handler costs every request of a user's tests.
 */
export const emulatedUrl = new RegExp(
  `^${oneOf(serviceRoots)}/${version}/(?:${connectionsPath.slice(1)}(?:[/(].*)?|\\$batch)/?$`,
);

const pathname = new RegExp(`^/${version}(?:${connectionsPath}((?:[/(].*)?)|/(\\$batch))$`);

/** Where a request leads; any host will do. */
export function routeOf(method: string, url: string): Route {
  const { origin: root, pathname: path } = new URL(url);
  const [, found, below = '', batch] = pathname.exec(path.replace(/\/$/, '')) ?? [];
  if (!found) return { kind: 'notEmulated' };
  // The pattern lets nothing but a version through there.
  const place = { root, version: found as ApiVersion };
  if (batch) return method === 'POST' ? { kind: 'batch', ...place } : { kind: 'wrongMethod' };
  const segments = segmentsOf(below);
  return segments ? routeBelow(method, segments, place) : { kind: 'unknownSegment', segment: decoded(below) };
}

function routeBelow(method: string, segments: readonly string[], place: Pick<Target, 'root' | 'version'>): Route {
  const [id = '', property, operationId = '', ...more] = segments;
  const at = (methods: Methods): Route => {
    const operation = Object.hasOwn(methods, method) && methods[method];
    return operation
      ? { kind: 'operation', target: { ...place, operation, id, operationId } }
      : { kind: 'wrongMethod' };
  };
  if (segments.length === 0) return at(collection);
  // Such as $count and $ref: OData has them everywhere.
  if (segments.some((segment) => segment.startsWith('$'))) return { kind: 'notEmulated' };
  if (id === '') return { kind: 'unknownSegment', segment: id };
  if (property === undefined) return at(entity);
  if (notEmulated.includes(property)) return { kind: 'notEmulated' };
  if (property === 'operations' && operationId === '') return { kind: 'notEmulated' };
  if (property === 'operations' && more.length === 0) return at(operation);
  if (segments.length === 2 && property === 'schema') return at(schema);
  if (segments.length === 2 && property === 'quota' && place.version === 'beta') return at(quota);
  return {
    kind: 'unknownSegment',
    segment: ['schema', 'operations'].includes(property) ? (segments.at(-1) ?? '') : property,
  };
}

/** `/contosohr/schema` and `('contosohr')/schema` are the same path. Undefined for what has neither form. */
function segmentsOf(below: string): string[] | undefined {
  const path = below.replaceAll('%27', "'").replaceAll(/\('((?:[^'/]|'')*)'\)(?=\/|$)/g, '/$1');
  return path === '' || path.startsWith('/') ? path.split('/').slice(1).map(decoded) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
