import type { ProviderState } from '../../emulator/index.ts';
import { apiVersions, connectionsPath } from '../../rules/index.ts';

/** An interaction of any version of the specification, as far as a tenant has to know it. */
export interface HttpInteraction {
  readonly description: string;
  readonly states: readonly ProviderState[];
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The example; undefined where there is none. */
  readonly body: unknown;
  readonly hasToken: boolean;
  /** What the request is about; undefined where it is about no connection. */
  readonly target: ConnectionTarget | undefined;
}

/** What stands in the path of a request for connections. */
export interface ConnectionTarget {
  /** Such as `/v1.0/external/connections`. */
  readonly collection: string;
  /** Undefined where the request is for the collection. */
  readonly id: string | undefined;
  /** Such as `/schema`; empty for the connection itself. */
  readonly below: string;
}

/** Reads an interaction of a pact; undefined for one that is not of HTTP. */
export function httpInteractionOf(raw: Readonly<Record<string, unknown>>): HttpInteraction | undefined {
  const request = Object(raw.request);
  if (typeof request.path !== 'string') return undefined;
  const headers = Object.keys(Object(request.headers)).map((name) => name.toLowerCase());
  return {
    description: String(raw.description),
    states: statesOf(raw),
    method: String(request.method ?? 'GET').toUpperCase(),
    path: request.path + queryOf(request.query),
    body: bodyOf(request.body),
    hasToken: headers.includes('authorization'),
    target: targetOf(request.path),
  };
}

const connectionPath = new RegExp(
  `^(/(?:${apiVersions.join('|').replaceAll('.', '\\.')})${connectionsPath})(?:/([^/?]+)([^?]*))?/?(?:\\?.*)?$`,
);

/** What the path of a request is about. */
export function targetOf(path: string): ConnectionTarget | undefined {
  const [, collection, id, below = ''] = connectionPath.exec(path) ?? [];
  return collection === undefined ? undefined : { collection, id, below };
}

/** Every id of a connection that the interaction names, as it names it. */
export function idsIn({ states, body, target }: HttpInteraction): readonly string[] {
  const ids: readonly unknown[] = [...states.map(({ params }) => params?.id), Object(body).id, target?.id];
  return ids.filter((id) => typeof id === 'string');
}

function statesOf({ providerStates, providerState }: Readonly<Record<string, unknown>>): readonly ProviderState[] {
  if (Array.isArray(providerStates)) return providerStates;
  return typeof providerState === 'string' && providerState !== '' ? [{ name: providerState }] : [];
}

/** Specification 2 has a text, later ones an object of lists. */
function queryOf(query: unknown): string {
  if (typeof query === 'string') return query && `?${query}`;
  const pairs = Object.entries(Object(query)).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${encodeURIComponent(String(value))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Specification 4 wraps the body. */
function bodyOf(body: unknown): unknown {
  const isWrapped = typeof body === 'object' && body !== null && 'content' in body;
  return isWrapped ? body.content : (body ?? undefined);
}
