import { judgeSchemaRequest, violationOf } from '../../schemas/index.ts';
import { type Outcome, refused } from '../outcome.ts';
import { refusedQuery } from '../query.ts';
import { annotationsOf, locationOf, representSchema } from '../represent.ts';
import { type Call, foundBy, type Tenant } from './operation.ts';

/**
 * `PATCH /external/connections/{id}/schema`: answers 202 with the Location of an operation, which is completed
 * after `schemaDelay`; then a draft connection is ready. POST is the older verb: 202 with `Prefer: respond-async`,
 * else 201 with the schema.
 */
export function updateSchema(call: Call, tenant: Tenant): Outcome {
  const { target, headers } = call;
  const { settings, random } = tenant;
  const { violations, request } = judgeSchemaRequest(call.body, { ...settings, version: target.version });
  if (!request) return refused(...violations);
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  if (stored.connection.state === 'obsolete') return refused(violationOf('state.writable', 'path', target.id));
  const now = settings.now().getTime();
  if (stored.operations.some(({ completesAt }) => completesAt > now)) {
    return refused(violationOf('schema.oneAtATime', 'path', target.id));
  }
  const id = random.guid();
  stored.schema = request;
  stored.operations.push({ id, completesAt: now + settings.schemaDelay });
  if (call.method === 'POST' && !/respond-async/i.test(headers.get('prefer') ?? '')) {
    return { status: 201, body: (how) => representSchema(request, how, stored.connection.id) };
  }
  return { status: 202, headers: { Location: `${locationOf(target, stored.connection.id)}/operations/${id}` } };
}

/** `GET /external/connections/{id}/schema`: readable as soon as it is registered, and 404 before. */
export function getSchema(call: Call, tenant: Tenant): Outcome {
  const unknownOption = refusedQuery(call.query);
  if (unknownOption) return unknownOption;
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  const { schema } = stored;
  if (!schema) return refused(violationOf('schema.exists', 'path', call.target.id));
  return { status: 200, body: (how) => representSchema(schema, how, stored.connection.id) };
}

/** `DELETE /external/connections/{id}/schema`: there is none; 404 as observed. */
export function deleteSchema(call: Call, tenant: Tenant): Outcome {
  const stored = foundBy(call, tenant);
  return 'answer' in stored ? stored : refused(violationOf('schema.permanent', 'path', call.target.id));
}

/** `GET /external/connections/{id}/operations/{id}`: `inprogress`, then `completed`. */
export function getOperation(call: Call, tenant: Tenant): Outcome {
  const { target } = call;
  const unknownOption = refusedQuery(call.query);
  if (unknownOption) return unknownOption;
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  const operation = stored.operations.find(({ id }) => id === target.operationId);
  if (!operation) return refused(violationOf('operation.exists', 'path', target.operationId));
  const isCompleted = operation.completesAt <= tenant.settings.now().getTime();
  const path = `('${stored.connection.id}')/operations/$entity`;
  return {
    status: 200,
    body: (how) => ({
      ...annotationsOf('connectionOperation', path, how),
      id: operation.id,
      status: isCompleted ? 'completed' : 'inprogress',
      error: null,
    }),
  };
}
