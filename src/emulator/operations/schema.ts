import { asRecord, openQuestions, pathOf } from '../../rules/index.ts';
import { adviseSchemaRequest, judgeSchemaRequest, schemaChanges } from '../../schemas/index.ts';
import { refuseUnknown } from '../query.ts';
import { type Result, refusalBy, refusalOf, refuse, violationBy } from '../result.ts';
import { annotationsOf, serializeSchema, urlOf } from '../serialize.ts';
import { showOperation } from '../store.ts';
import { type Call, connectionOf, type Tenant, writableConnectionOf } from './operation.ts';

/**
 * `PATCH /external/connections/{id}/schema`: 202 with the Location of an operation, which is completed after
 * `schemaDelay`; then a draft connection is ready. POST is the older method, and does the same: a public sample of
 * Microsoft follows its Location, with and without `Prefer: respond-async`.
 */
function updateSchema(call: Call, tenant: Tenant): Result {
  const { how } = call;
  const { settings, random } = tenant;
  const context = settings.contextOf(how.version);
  const body = withBaseType(call, tenant);
  const { violations, request } = judgeSchemaRequest(body, context);
  if (!request) throw refusalOf(...violations);
  const stored = writableConnectionOf(call, tenant);
  const now = settings.now().getTime();
  const isInProgress = stored.operations.some(({ completesAt }) => completesAt > now);
  if (isInProgress) throw refusalBy('schema.oneAtATime', stored.connection.id);
  const changes = stored.schema ? schemaChanges(stored.schema, request) : [];
  if (settings.rejectSchemaChanges) refuse(changes);
  const operationId = random.operationId(settings.operationIds);
  const { schemaError: error } = tenant;
  if (!error) stored.schema = request;
  stored.operations.push({ id: operationId, completesAt: now + settings.schemaDelay, error });
  const { id } = stored.connection;
  return {
    headers: { Location: urlOf(how, pathOf('getOperation', { connectionId: id, operationId })) },
    advisories: [
      ...(body === call.body ? [] : [violationBy('baseType.repeated', undefined)]),
      ...adviseSchemaRequest(body, context),
      ...changes,
    ],
  };
}

/** The body with the registered baseType, where the profile accepts it without one. */
function withBaseType({ body, ids: { connectionId = '' } }: Call, { settings, store }: Tenant): unknown {
  const sent = asRecord(body);
  const registered = store.find(connectionId)?.schema;
  const isKept = openQuestions.baseTypeKept.chosen[settings.profile];
  if (!sent || !registered || Object.hasOwn(sent, 'baseType') || !isKept) return body;
  return { ...sent, baseType: registered.baseType };
}

/** `GET /external/connections/{id}/schema`: readable as soon as it is registered, and 404 before. */
function getSchema(call: Call, tenant: Tenant): Result {
  refuseUnknown(call.query);
  const { schema, connection } = connectionOf(call, tenant);
  if (!schema) throw refusalBy('schema.exists', connection.id);
  return { body: serializeSchema(schema, call.how, connection.id) };
}

/** `DELETE /external/connections/{id}/schema`: 404 as observed; Graph has no such operation. */
function deleteSchema(call: Call, tenant: Tenant): never {
  const { connection } = connectionOf(call, tenant);
  throw refusalBy('schema.permanent', connection.id);
}

/** `GET /external/connections/{id}/operations/{id}`: `inprogress`, then `completed` or `failed`. */
function getOperation(call: Call, tenant: Tenant): Result {
  refuseUnknown(call.query);
  const { connection, operations } = connectionOf(call, tenant);
  const operation = operations.find(({ id }) => id === call.ids.operationId);
  if (!operation) throw refusalBy('operation.exists', call.ids.operationId);
  return {
    body: {
      ...annotationsOf('connectionOperation', `('${connection.id}')/operations/$entity`, call.how),
      ...showOperation(operation, tenant.settings.now().getTime()),
    },
  };
}

export const schemas = { updateSchema, getSchema, deleteSchema, getOperation };
