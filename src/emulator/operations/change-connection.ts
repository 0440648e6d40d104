import { judgeCreateRequest, violationOf } from '../../schemas/index.ts';
import { changed } from '../entity.ts';
import { type Outcome, refused } from '../outcome.ts';
import { type Call, foundBy, type Tenant } from './operation.ts';

/**
 * `PATCH /external/connections/{id}`: replaces the members that are sent, and answers 204. Members that the
 * service computes are checked and ignored.
 */
export function updateConnection(call: Call, tenant: Tenant): Outcome {
  const { version, id } = call.target;
  // No member of an update is required: that is what profile documented says of a create.
  const context = { ...tenant.settings, version, profile: 'documented', strictDescription: false } as const;
  const { violations, request } = judgeCreateRequest(withoutOwnId(call.body, id), context);
  if (!request) return refused(...violations);
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  if (stored.connection.state === 'obsolete') return refused(violationOf('state.writable', 'path', id));
  if (request.id !== undefined) return refused(violationOf('id.immutable', '/id', request.id));
  tenant.store.replace(stored, changed(stored.connection, request, version));
  return { status: 204 };
}

/**
 * `DELETE /external/connections/{id}`: answers 202. The connection is gone after `deleteDelay`, and its id free
 * after `idReleaseDelay` more. Question 20.
 */
export function deleteConnection(call: Call, tenant: Tenant): Outcome {
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  const { deleteDelay, idReleaseDelay } = tenant.settings;
  tenant.store.remove(stored, deleteDelay, idReleaseDelay);
  return { status: 202 };
}

/** An update may repeat the id of its connection, even one that the service generated and no create could send. */
function withoutOwnId(body: unknown, ownId: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('id' in body)) return body;
  const { id, ...others } = body;
  return typeof id === 'string' && id.toLowerCase() === ownId.toLowerCase() ? others : body;
}
