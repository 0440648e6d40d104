import { adviseUpdateRequest, judgeCreateRequest, violationOf } from '../../schemas/index.ts';
import { applyUpdate } from '../connection-record.ts';
import { type Result, refusalOf } from '../result.ts';
import { type Call, connectionOf, type Tenant, writableConnectionOf } from './operation.ts';

/**
 * `PATCH /external/connections/{id}`: replaces the properties that are sent. Properties that the service computes are
 * checked and ignored.
 */
export function updateConnection(call: Call, tenant: Tenant): Result {
  const { ids, how } = call;
  const { version } = how;
  // No property of an update is required: that is what profile documented says of a create.
  const settings = tenant.settings.contextOf(version);
  const context = { ...settings, profile: 'documented', strictDescription: false } as const;
  const body = withoutOwnId(call.body, ids.connectionId);
  const { violations, request } = judgeCreateRequest(body, context);
  if (!request) throw refusalOf(...violations);
  const stored = writableConnectionOf(call, tenant);
  if (request.id !== undefined) throw refusalOf(violationOf('id.immutable', '/id', request.id));
  tenant.store.replace(stored, applyUpdate(stored.connection, request, version));
  return { advisories: adviseUpdateRequest(body, context) };
}

/**
 * `DELETE /external/connections/{id}`: the connection is gone after `deleteDelay`, and its id free after
 * `idReleaseDelay` more. Question 20.
 */
export function deleteConnection(call: Call, tenant: Tenant): Result {
  const { deleteDelay, idReleaseDelay } = tenant.settings;
  tenant.store.remove(connectionOf(call, tenant), deleteDelay, idReleaseDelay);
  return {};
}

/** An update may repeat the id of its connection, even one that the service generated and no create could send. */
function withoutOwnId(body: unknown, ownId = ''): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('id' in body)) return body;
  const { id, ...others } = body;
  return typeof id === 'string' && id.toLowerCase() === ownId.toLowerCase() ? others : body;
}
