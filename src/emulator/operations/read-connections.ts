import { contextUrl } from '../../rules/index.ts';
import type { Outcome } from '../outcome.ts';
import { entityQuery, listQuery } from '../query.ts';
import { connectionsRoot, represent, representOne, selectionOf } from '../represent.ts';
import { type Call, foundBy, type Tenant } from './operation.ts';

/** `GET /external/connections/{id}`, with `$select`. */
export function getConnection(call: Call, tenant: Tenant): Outcome {
  const query = entityQuery(call.query, call.target);
  if ('answer' in query) return query;
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  return { status: 200, body: (how) => representOne(stored.connection, { ...how, select: query.select }) };
}

/**
 * `GET /external/connections`, with `$select`, `$filter=name eq '…'`, `$top` and `$count`. A page that is not the
 * last has `@odata.nextLink`; 100 connections are a page where the client does not say.
 */
export function listConnections(call: Call, { store }: Tenant): Outcome {
  const { target, caller } = call;
  const query = listQuery(call.query, target);
  if ('answer' in query) return query;
  const isVisible = caller.sees;
  // One more than the page, to see whether another follows.
  const found = store.page({ ...query, limit: query.top + 1, isVisible });
  const page = found.slice(0, query.top);
  const last = found.length > query.top ? page.at(-1) : undefined;
  return {
    status: 200,
    body: (how) => ({
      ...(how.level !== 'none' && {
        '@odata.context': contextUrl(target.root, target.version, selectionOf(query.select)),
      }),
      ...(query.count && { '@odata.count': countOf(call, query.name) }),
      ...(last && { '@odata.nextLink': nextLink(call, last.sequence) }),
      value: page.map(({ connection }) => represent(connection, { ...how, select: query.select })),
    }),
  };

  function countOf({ caller: { seesAll } }: Call, name: string | undefined): number {
    if (name === undefined && seesAll) return store.size;
    return store.page({ after: 0, limit: Number.POSITIVE_INFINITY, name, isVisible }).length;
  }
}

function nextLink({ target, query }: Call, sequence: number): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', `after-${sequence}`);
  // The names of OData options keep their dollar sign, as Graph writes them.
  return `${connectionsRoot(target)}?${next.toString().replaceAll('%24', '$')}`;
}
