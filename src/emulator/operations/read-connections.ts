import { contextUrl, pathOf } from '../../rules/index.ts';
import { entityQuery, listQuery } from '../query.ts';
import type { Result } from '../result.ts';
import { selectionOf, serialize, serializeOne, urlOf } from '../serialize.ts';
import { type Call, connectionOf, type Tenant } from './operation.ts';

/** `GET /external/connections/{id}`, with `$select`. */
export function getConnection(call: Call, tenant: Tenant): Result {
  const { select } = entityQuery(call.query, call.how.version);
  return { body: serializeOne(connectionOf(call, tenant).connection, { ...call.how, select }) };
}

/**
 * `GET /external/connections`, with `$select`, `$filter=name eq '…'`, `$top` and `$count`. A page that is not the
 * last has `@odata.nextLink`; 100 connections are a page where the client names no size.
 */
export function listConnections(call: Call, { store }: Tenant): Result {
  const { caller, how } = call;
  const query = listQuery(call.query, how.version);
  const isVisible = caller.sees;
  // One more than the page, to see whether another follows.
  const found = store.page({ ...query, limit: query.top + 1, isVisible });
  const page = found.slice(0, query.top);
  const last = found.length > query.top ? page.at(-1) : undefined;
  return {
    body: {
      ...(how.level !== 'none' && { '@odata.context': contextUrl(how.root, how.version, selectionOf(query.select)) }),
      ...(query.count && { '@odata.count': countOf(query.name) }),
      ...(last && { '@odata.nextLink': nextLink(call, last.sequence) }),
      value: page.map(({ connection }) => serialize(connection, { ...how, select: query.select })),
    },
  };

  function countOf(name: string | undefined): number {
    if (name === undefined && caller.seesAll) return store.size;
    return store.page({ after: 0, limit: Number.POSITIVE_INFINITY, name, isVisible }).length;
  }
}

function nextLink({ how, query }: Call, sequence: number): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', `after-${sequence}`);
  // The names of OData options keep their dollar sign, as Graph writes them.
  return `${urlOf(how, pathOf('listConnections'))}?${next.toString().replaceAll('%24', '$')}`;
}
