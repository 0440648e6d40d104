import { asRecord, contextUrl, openQuestions, pathOf, ruleOf } from '../../rules/index.ts';
import {
  adviseCreateRequest,
  type CreateExternalConnection,
  fromPointer,
  judgeCreateRequest,
  type Violation,
  valueAt,
  violationOf,
} from '../../schemas/index.ts';
import { listQuery, refuseUnknown, selectIn } from '../query.ts';
import { failureOf, type Result, refusalBy, refusalOf, violationBy } from '../result.ts';
import {
  annotationsOf,
  applyUpdate,
  createRecord,
  locationOf,
  selectionOf,
  serialize,
  serializeOne,
  urlOf,
} from '../serialize.ts';
import {
  type Call,
  connectionOf,
  currentOf,
  itemsRemainingIn,
  type Tenant,
  writableConnectionOf,
} from './operation.ts';

/** `POST /external/connections`: checks in the order of the rule table, then stores. */
function createConnection(call: Call, { settings, store, random }: Tenant): Result {
  const { body, how } = call;
  const { version } = how;
  const { violations, request } = judgeCreateRequest(body, settings.contextOf(version));
  if (!request) throw refusalOf(...violations);

  const { id } = request;
  if (id !== undefined && store.isTaken(id)) throw refusalBy('id.unique', id);
  if (store.size >= settings.tenantLimit) throw refusalBy('tenant.limit', store.size);

  const connection = createRecord(request, { ...how, generatedId: random.guid(), callerAppId: call.caller.appId });
  store.add(connection);
  const brokenCard = settings.brokenCardFails ? brokenCardIn(request) : undefined;
  if (brokenCard) {
    const details = { fault: 'brokenCard', created: connection, violations: [brokenCard] };
    throw failureOf('serviceUnavailable', details);
  }
  return {
    headers: openQuestions.sendLocation.chosen ? { Location: locationOf(how, connection.id) } : {},
    body: serializeOne(connection, how),
    created: connection,
    advisories: [...adviseCreateRequest(body, settings.contextOf(version)), ...adviseTicket(request, call.headers)],
  };
}

/** Question 21. The property that keeps the layout of a template from being an Adaptive Card. */
function brokenCardIn({ searchSettings, complianceSettings }: CreateExternalConnection): Violation | undefined {
  const places = {
    '/searchSettings/searchResultTemplates': searchSettings?.searchResultTemplates ?? [],
    '/complianceSettings/eDiscoveryResultTemplates': complianceSettings?.eDiscoveryResultTemplates ?? [],
  };
  const broken = Object.entries(places).flatMap(([place, templates]) =>
    templates.flatMap(({ layout: { type, version } }, index) => {
      const at = `${place}/${index}/layout`;
      if (type !== 'AdaptiveCard') return violationOf('displayTemplate.card', `${at}/type`, type);
      return typeof version === 'string' ? [] : violationOf('displayTemplate.card', `${at}/version`, version);
    }),
  );
  return broken[0];
}

/** `GET /external/connections/{id}`, with `$select`. */
function getConnection(call: Call, tenant: Tenant): Result {
  const select = selectIn(call.query, call.how.version);
  return { body: serializeOne(currentOf(connectionOf(call, tenant), tenant), { ...call.how, select }) };
}

/**
 * `GET /external/connections`, with `$select`, `$filter` by id or name, `$top` and `$count`. A page that is not the
 * last has `@odata.nextLink`; 100 connections are a page where the client names no size.
 */
function listConnections(call: Call, tenant: Tenant): Result {
  const { store } = tenant;
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
      ...(query.count && { '@odata.count': count() }),
      ...(last && { '@odata.nextLink': nextLink(call, last.sequence) }),
      value: page.map((stored) => serialize(currentOf(stored, tenant), { ...how, select: query.select })),
    },
  };

  function count(): number {
    if (!query.filter && caller.seesAll) return store.size;
    return store.page({ ...query, after: 0, limit: Number.POSITIVE_INFINITY, isVisible }).length;
  }
}

function nextLink({ how, query }: Call, sequence: number): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', `after-${sequence}`);
  // The names of OData options keep their dollar sign, as Graph writes them.
  return `${urlOf(how, pathOf('listConnections'))}?${next.toString().replaceAll('%24', '$')}`;
}

/**
 * `PATCH /external/connections/{id}`: replaces the properties that are sent. Properties that the service computes are
 * checked and ignored.
 */
function updateConnection(call: Call, tenant: Tenant): Result {
  const { ids, how } = call;
  const { version } = how;
  // No property of an update is required: that is what profile documented says of a create.
  const settings = tenant.settings.contextOf(version);
  const context = { ...settings, profile: 'documented', strictDescription: false } as const;
  const body = withoutOwnId(call.body, ids.connectionId);
  const { violations, request } = judgeCreateRequest(body, context);
  if (!request) throw refusalOf(...violations);
  const stored = writableConnectionOf(call, tenant);
  if (request.id !== undefined) throw refusalBy('id.immutable', request.id);
  tenant.store.replace(stored, applyUpdate(stored.connection, request, version));
  const { violations: advisories } = judgeCreateRequest(body, { ...context, betaSettingsOnV1: false });
  return { advisories: [...advisories, ...beyondThePage(request, tenant)] };
}

/**
 * `DELETE /external/connections/{id}`: the connection is gone after `deleteDelay`, and its id free after
 * `idReleaseDelay` more. Question 20.
 */
function deleteConnection(call: Call, tenant: Tenant): Result {
  const { deleteDelay, idReleaseDelay } = tenant.settings;
  tenant.store.remove(connectionOf(call, tenant), deleteDelay, idReleaseDelay);
  return {};
}

/** An update may repeat the id of its connection, even one that the service generated and no create could send. */
function withoutOwnId(body: unknown, ownId = ''): unknown {
  const { id, ...others } = asRecord(body) ?? {};
  return typeof id === 'string' && id.toLowerCase() === ownId.toLowerCase() ? others : body;
}

/** `GET /external/connections/{id}/quota`, on beta: how many items the connection may still take. */
function getQuota(call: Call, tenant: Tenant): Result {
  const { how } = call;
  refuseUnknown(call.query);
  const stored = connectionOf(call, tenant);
  const { connection } = stored;
  const itemsRemaining = itemsRemainingIn(stored, tenant);
  return {
    body: {
      ...annotationsOf('connectionQuota', `('${connection.id}')/quota/$entity`, how),
      itemsRemaining: how.ieee754Compatible ? String(itemsRemaining) : itemsRemaining,
    },
  };
}

/** The settings that an update may change as clients do, and not by the reference page. */
function beyondThePage(request: CreateExternalConnection, { settings }: Tenant): readonly Violation[] {
  if (settings.profile === 'live') return [];
  return ruleOf('update.documented').paths.flatMap((path) => {
    const value = valueAt(request, fromPointer(path));
    return value === undefined ? [] : [violationOf('update.documented', path, value)];
  });
}

/** Question 29. */
function adviseTicket({ connectorId }: CreateExternalConnection, headers: Headers): readonly Violation[] {
  const isSent = typeof connectorId === 'string';
  if (isSent === headers.has('GraphConnectors-Ticket')) return [];
  return [violationBy('connectorId.ticket', connectorId ?? undefined)];
}

export const connections = {
  createConnection,
  getConnection,
  listConnections,
  updateConnection,
  deleteConnection,
  getQuota,
};
