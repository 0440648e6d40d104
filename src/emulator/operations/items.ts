import { asRecord, definedOf, errorResponses, limits, typeNamespace } from '../../rules/index.ts';
import {
  activitiesRequestSchema,
  adviseItem,
  type ExternalActivity,
  type ExternalItem,
  type ExternalItemRequest,
  judgeBody,
  judgeItem,
  type Violation,
  violationOf,
} from '../../schemas/index.ts';
import { refuseUnknown } from '../query.ts';
import { type Result, refusalBy, refusalOf, violationBy } from '../result.ts';
import { annotate, annotationsOf } from '../serialize.ts';
import { type StoredConnection, showOperation } from '../store.ts';
import { type Call, containerOf, itemsRemainingIn, type Tenant, writableContainerOf } from './operation.ts';

/**
 * `PUT /external/connections/{id}/items/{id}`: creates the item, or changes the one that exists. Then what is not sent
 * stays, and `acl` and `properties` are replaced whole.
 *
 * **Source:** update externalItem page. 200 in both cases: CLI for Microsoft 365 and other public clients.
 */
function putItem(call: Call, tenant: Tenant): Result {
  const stored = writableContainerOf(call, tenant);
  requireSchema(stored, tenant);
  const before = stored.items.get(call.ids.itemId ?? '');
  if (!before && itemsRemainingIn(stored, tenant) === 0) throw refusalBy('item.quota', stored.connection.id);
  return write(call, tenant, stored, before);
}

/** `PATCH /external/connections/{id}/items/{id}`, the verb of older pages: changes an item as PUT does. */
function updateItem(call: Call, tenant: Tenant): Result {
  const stored = writableContainerOf(call, tenant);
  return write(call, tenant, stored, itemOf(call, stored));
}

/** `GET /external/connections/{id}/items/{id}`, which takes no query. */
function getItem(call: Call, tenant: Tenant): Result {
  refuseUnknown(call.query);
  const stored = containerOf(call, tenant);
  return { body: serializeItem(itemOf(call, stored), stored, call) };
}

/** `DELETE /external/connections/{id}/items/{id}`: the item is gone at once. */
function deleteItem(call: Call, tenant: Tenant): Result {
  const stored = writableContainerOf(call, tenant);
  stored.items.delete(itemOf(call, stored).id);
  return {};
}

function requireSchema({ connection, schema, operations }: StoredConnection, { settings }: Tenant): void {
  const latest = operations.at(-1);
  const isDraft = latest && showOperation(latest, settings.now().getTime()).status !== 'completed';
  if (schema && !(isDraft && connection.state === 'draft')) return;
  throw refusalBy('item.schemaRegistered', connection.id);
}

/** @param before the item as it is; undefined where it is new. */
function write(call: Call, { settings }: Tenant, stored: StoredConnection, before: ExternalItem | undefined): Result {
  const { itemId: id = '' } = call.ids;
  const sent = asRecord(call.body);
  const { violations, request } = judgeItem(sent ? { id, ...sent } : call.body, {
    profile: settings.profile,
    schema: stored.schema,
    isUpdate: before !== undefined,
  });
  if (!request) throw refusalOf(...violations);
  if (request.id !== id) throw refusalBy('item.sameId', request.id);
  const item = changed(before, request, id);
  stored.items.set(id, item);
  return {
    body: { ...serializeItem(item, stored, call), activities: [] },
    advisories: [
      ...adviseItem(call.body, stored.schema),
      ...brokenPerformers(request.activities, stored).flatMap((broken) => broken ?? []),
      ...(hasChanges(request) ? [] : [violationBy('item.changed', call.body)]),
    ],
  };
}

function changed(before: ExternalItem | undefined, request: ExternalItemRequest, id: string): ExternalItem {
  const { acl, properties, content, informationProtectionLabel } = { ...before, ...definedOf(request) };
  const activities = [...(before?.activities ?? []), ...(request.activities ?? [])];
  return {
    id,
    // A new item has passed its schema, which requires both.
    acl: acl ?? [],
    properties: properties ?? {},
    ...(content && { content }),
    ...(informationProtectionLabel && { informationProtectionLabel }),
    ...(activities.length > 0 && { activities }),
  };
}

function hasChanges(request: ExternalItemRequest): boolean {
  const { acl, properties, content, informationProtectionLabel, activities } = request;
  return [acl, properties, content, informationProtectionLabel, activities].some((part) => part !== undefined);
}

/**
 * The item without its activities, which are write-only. **Source:** CLI for Microsoft 365, output of external item add
 * (2023-10), for the properties and their order.
 */
function serializeItem(
  { activities, ...item }: ExternalItem,
  { connection }: StoredConnection,
  { how }: Call,
): Record<string, unknown> {
  const shown = annotate(item, 'externalItem', how);
  return {
    ...annotationsOf('externalItem', `('${connection.id}')/items/$entity`, how),
    // The types of the metadata end at the properties.
    ...(how.level === 'none' ? withoutAnnotations(shown) : shown),
  };
}

function withoutAnnotations(shown: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(shown, (name, value) => (name.includes('@odata.') ? undefined : value)));
}

/**
 * The item that the call is about.
 *
 * @throws Refusal when the connection has no such item.
 */
function itemOf({ ids: { itemId = '' } }: Call, { items }: StoredConnection): ExternalItem {
  const item = items.get(itemId);
  if (item) return item;
  throw refusalBy('item.exists', itemId);
}

/**
 * `POST /external/connections/{id}/items/{id}/addActivities`: 200 with a result for each activity; 207 where one fails,
 * which happens where its performer does not exist.
 */
function addActivities(call: Call, tenant: Tenant): Result {
  const { violations, request } = judgeBody(call.body, { schema: activitiesRequestSchema });
  if (!request) throw refusalOf(...violations);
  const stored = writableContainerOf(call, tenant);
  const item = itemOf(call, stored);
  const { activities } = request;
  const broken = brokenPerformers(activities, stored);
  const added = activities.filter((_, index) => !broken[index]);
  stored.items.set(item.id, { ...item, activities: [...(item.activities ?? []), ...added] });
  const { code, message } = errorResponses.userIdInvalid;
  return {
    status: added.length === activities.length ? 200 : 207,
    advisories: broken.flatMap((violation) => violation ?? []),
    body: {
      value: activities.map(({ type, startDateTime }, index) => ({
        ...(call.how.level !== 'none' && { '@odata.type': `#${typeNamespace}.externalActivityResult` }),
        type,
        startDateTime,
        error: broken[index] ? { code, message } : null,
      })),
    },
  };
}

/** For each activity what its performer breaks: a user or a group must be a GUID, an external group must exist. */
function brokenPerformers(activities: readonly ExternalActivity[] = [], { groups }: StoredConnection) {
  return activities.map(({ performedBy }, index): Violation | undefined => {
    const { type, id = '' } = performedBy ?? {};
    const isExternal = type === 'externalGroup';
    if (!performedBy || (isExternal ? groups.has(id) : limits.guid.test(id))) return undefined;
    return violationOf(isExternal ? 'member.groupExists' : 'member.guid', `/activities/${index}/performedBy/id`, id);
  });
}

export const items = { putItem, updateItem, getItem, deleteItem, addActivities };
