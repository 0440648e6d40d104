import { oncePer } from './as-record.ts';
import { serviceRoots } from './hosts.ts';
import { type OperationName, operationRows, type PathIds } from './operations.ts';
import { type ApiVersion, apiVersions, typeNamespace } from './vocabulary.ts';

interface UrlPlace {
  /** Scheme, host and port, such as `https://graph.microsoft.com`. */
  readonly root: string;
  readonly version: ApiVersion;
  readonly query: URLSearchParams;
}

/** What a request asks for: an operation of the table, or why it asks for none. */
export type OperationMatch =
  | (UrlPlace & { readonly kind: 'operation'; readonly operation: OperationName; readonly ids: PathIds })
  | (UrlPlace & { readonly kind: 'batch' })
  /** The path exists, the method does not. `allow` lists the methods that do. */
  | (UrlPlace & { readonly kind: 'wrongMethod'; readonly allow: readonly string[] })
  | (UrlPlace & { readonly kind: 'unknownSegment'; readonly segment: string })
  /** It belongs to external connections, and the kit does not emulate it. */
  | (UrlPlace & {
      readonly kind: 'notEmulated';
      /** The operations on one of a list, such as `GET …/operations/{operationId}`. */
      readonly instead?: string;
    })
  /** It has nothing to do with external connections. */
  | { readonly kind: 'elsewhere'; readonly root: string };

/**
 * What a request asks for, by its method and its absolute URL; the host may be any. The one place that takes a path
 * apart:
 *
 * - `connections('contosohr')` is `connections/contosohr`. **Source:** OData 4.01 URL conventions, keys.
 * - Segments are percent-decoded. Empty ones do not count: the Python SDK's default base URL doubles a slash.
 * - The letter case of segments, apart from ids, does not count: the permissions reference writes `addactivities`, and
 *   no spelling of a path may leave the machine.
 * - `/connections` is `/external/connections`. **Source:** metadata, root entity set.
 * - An action may have its namespace: `microsoft.graph.externalConnectors.addActivities`.
 * - HEAD is GET. **Source:** RFC 9110, section 9.3.2.
 *
 * @throws TypeError when the URL is not absolute.
 */
export function matchOperation(method: string, url: string | URL): OperationMatch {
  const { origin, host, pathname, search } = typeof url === 'string' ? new URL(url) : url;
  // A proxy that keeps the name of the host may take the encryption away; no link may do so.
  const root = isServiceRoot(`https://${host}`) ? `https://${host}` : origin;
  const [first = '', ...segments] = segmentsOf(pathname);
  const version = apiVersions.find((candidate) => candidate === first.toLowerCase());
  if (!version) return { kind: 'elsewhere', root };
  const place = { root, version, query: queryOf(search, version) };
  const name = segments[0]?.toLowerCase();
  if (name === '$batch' && segments.length === 1) {
    return method === 'POST'
      ? { kind: 'batch', ...place }
      : { kind: 'wrongMethod', allow: ['POST', 'OPTIONS'], ...place };
  }
  const isTwice =
    apiVersions.some((each) => each === name) && (/^external$/i.test(segments[1] ?? '') || isConnections(segments[1]));
  if (isTwice) return { kind: 'unknownSegment', segment: segments[0] ?? '', ...place };
  if (name === 'external') return matchBelow(method, segments.slice(1), place);
  return isConnections(name) ? matchBelow(method, segments, place) : { kind: 'elsewhere', root };
}

const optionsAtOnce = 1000;

/**
 * The system query options, whose `$` beta lets a client leave out. **Source:** query parameters concept page; the blog of
 * Office developers, which lists them.
 */
const systemOptions = /^(?:select|expand|orderby|filter|top|skip|skiptoken|count|search|format)$/;

/** The options of a query, read some at a time: Node.js takes time quadratic in their number. */
function queryOf(search: string, version: ApiVersion): URLSearchParams {
  const query = new URLSearchParams();
  if (search === '') return query;
  const options = search.slice(1).split('&');
  for (let start = 0; start < options.length; start += optionsAtOnce) {
    // URLSearchParams would drop a question mark at the beginning.
    const some = new URLSearchParams(`&${options.slice(start, start + optionsAtOnce).join('&')}`);
    for (const [name, value] of some) {
      const isShort = version === 'beta' && systemOptions.test(name);
      query.append(isShort ? `$${name}` : name, value);
    }
  }
  return query;
}

/** Whether an origin is a root of Microsoft Graph: global, or of the US government. */
export function isServiceRoot(origin: string): boolean {
  return serviceRoots.some((root) => root === origin);
}

/** Whether a root is one of the US government cloud, L4 or L5. **Source:** national clouds page. */
export function isUsGovernment(root: string): boolean {
  return root.endsWith('.us');
}

/** `connections`, or `connections(` with a key that is not one. */
function isConnections(segment: string | undefined): boolean {
  return segment !== undefined && /^connections(\(|$)/i.test(segment);
}

/** @param segments behind `/external`, or behind the version where the path begins with `/connections`. */
function matchBelow(method: string, [first, ...segments]: readonly string[], place: UrlPlace): OperationMatch {
  if (!isConnections(first)) return { kind: 'notEmulated', ...place };
  const key = first?.slice('connections'.length) ?? '';
  if (key !== '') return { kind: 'unknownSegment', segment: key, ...place };
  const ids: Record<string, string> = {};
  let node = treeOf(place.version);
  for (const segment of segments) {
    const next = node.segments.get(unqualified(segment).toLowerCase()) ?? node.id?.node;
    // OData has `$count` and `$ref` everywhere.
    if (odataSegments.includes(segment) || node.notEmulated.includes(segment.toLowerCase())) {
      return { kind: 'notEmulated', ...place };
    }
    if (!next) return { kind: 'unknownSegment', segment, ...place };
    if (next === node.id?.node) ids[node.id.name] = segment;
    node = next;
  }
  const verb = method === 'HEAD' ? 'GET' : method;
  const operation = node.methods.get(verb);
  // A list that no page documents: SDKs generate it from the metadata all the same.
  if (!operation && node.id && (verb === 'GET' || node.methods.size === 0)) {
    const { id } = node;
    const instead = `${[...id.node.methods.keys()].join(', ')} …/${segments.at(-1)}/{${id.name}}`;
    return { kind: 'notEmulated', instead, ...place };
  }
  if (operation) return { kind: 'operation', operation, ids, ...place };
  const allow = [...node.methods.keys(), ...(node.methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'];
  return { kind: 'wrongMethod', allow, ...place };
}

const odataSegments: readonly string[] = ['$count', '$ref'];

/** Segments that Graph has and the kit does not emulate, by the id before them. **Source:** metadata, permissions reference. */
const navigation: Readonly<Record<string, readonly string[]>> = {
  connectionId: ['fullrefresh'],
  itemId: ['activities'],
};

interface Node {
  readonly methods: Map<string, OperationName>;
  /** By lower-case name. */
  readonly segments: Map<string, Node>;
  readonly notEmulated: readonly string[];
  id?: { readonly name: string; readonly node: Node };
}

/** The paths of a version as a tree below `/external/connections`. */
const treeOf = oncePer((version: ApiVersion): Node => {
  const tree = emptyNode();
  for (const { name, method, alsoAs = [], path, versions } of operationRows) {
    if (!versions.includes(version)) continue;
    const node = path.split('/').slice(3).reduce(childOf, tree);
    for (const each of [method, ...alsoAs]) node.methods.set(each, name);
  }
  return tree;
});

function childOf(node: Node, segment: string): Node {
  const id = /^\{(\w+)\}$/.exec(segment)?.[1];
  if (id !== undefined) {
    node.id ??= { name: id, node: emptyNode(navigation[id]) };
    return node.id.node;
  }
  const key = segment.toLowerCase();
  const child = node.segments.get(key) ?? emptyNode();
  node.segments.set(key, child);
  return child;
}

function emptyNode(notEmulated: readonly string[] = []): Node {
  return { methods: new Map(), segments: new Map(), notEmulated };
}

/** The decoded segments of a path, each key in parentheses as a segment of its own. */
function segmentsOf(pathname: string): string[] {
  return pathname
    .split('/')
    .filter((segment) => segment !== '')
    .flatMap((segment) => {
      if (!/[%(]/.test(segment)) return segment;
      const [, name = '', key] = /^([^(]+)\('((?:[^']|'')*)'\)$/.exec(segment.replaceAll('%27', "'")) ?? [];
      return key === undefined ? [decoded(segment)] : [decoded(name), decoded(key.replaceAll("''", "'"))];
    });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function unqualified(segment: string): string {
  const prefix = `${typeNamespace}.`;
  return segment.toLowerCase().startsWith(prefix.toLowerCase()) ? segment.slice(prefix.length) : segment;
}
