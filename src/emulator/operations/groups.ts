import {
  type ExternalGroup,
  externalGroupSchema,
  externalGroupUpdateSchema,
  groupMemberSchema,
  judgeBody,
} from '../../schemas/index.ts';
import { refuseUnknown } from '../query.ts';
import { type Result, refusalBy, refusalOf } from '../result.ts';
import { annotationsOf } from '../serialize.ts';
import { memberKeyOf, type StoredConnection, type StoredGroup } from '../store.ts';
import { type Call, containerOf, type Tenant, writableContainerOf } from './operation.ts';

/** `POST /external/connections/{id}/groups`: 201 with the group, 409 where there is one with the id. */
function createGroup(call: Call, tenant: Tenant): Result {
  const { violations, request } = judgeBody(call.body, { schema: externalGroupSchema });
  if (!request) throw refusalOf(...violations);
  const stored = writableContainerOf(call, tenant);
  const { id, displayName = null, description = null } = request;
  if (stored.groups.has(id)) throw refusalBy('group.unique', id);
  const group = { id, displayName, description };
  stored.groups.set(id, { group, members: new Map() });
  return { body: serializeGroup(group, stored, call) };
}

/** `GET /external/connections/{id}/groups/{id}`: the group, without its members. */
function getGroup(call: Call, tenant: Tenant): Result {
  refuseUnknown(call.query);
  const stored = containerOf(call, tenant);
  return { body: serializeGroup(groupOf(call, stored).group, stored, call) };
}

/** `PATCH /external/connections/{id}/groups/{id}`: replaces what is sent. */
function updateGroup(call: Call, tenant: Tenant): Result {
  const { violations, request } = judgeBody(call.body, { schema: externalGroupUpdateSchema });
  if (!request) throw refusalOf(...violations);
  const found = groupOf(call, writableContainerOf(call, tenant));
  const { group } = found;
  if (request.id !== undefined && request.id !== group.id) throw refusalBy('group.sameId', request.id);
  const { displayName = group.displayName, description = group.description } = request;
  found.group = { id: group.id, displayName, description };
  return {};
}

/** `DELETE /external/connections/{id}/groups/{id}`: the group goes with its members. */
function deleteGroup(call: Call, tenant: Tenant): Result {
  const stored = writableContainerOf(call, tenant);
  stored.groups.delete(groupOf(call, stored).group.id);
  return {};
}

/**
 * `POST /external/connections/{id}/groups/{id}/members`: 201 with the member. An external group must exist before it
 * becomes one.
 */
function addMember(call: Call, tenant: Tenant): Result {
  const { violations, request } = judgeBody(call.body, { schema: groupMemberSchema });
  if (!request) throw refusalOf(...violations);
  const stored = writableContainerOf(call, tenant);
  const { group, members } = groupOf(call, stored);
  const { id, type } = request;
  const key = memberKeyOf(id);
  if (members.has(key)) throw refusalBy('member.unique', id);
  if (type === 'externalGroup') {
    if (id === group.id) throw refusalBy('member.notItself', id);
    if (!stored.groups.has(id)) throw refusalBy('member.groupExists', id);
  }
  members.set(key, { id, type });
  const context = `('${stored.connection.id}')/groups('${group.id}')/members/$entity`;
  return { body: { ...annotationsOf('identity', context, call.how), id, type } };
}

/** `DELETE /external/connections/{id}/groups/{id}/members/{id}`. */
function removeMember(call: Call, tenant: Tenant): Result {
  const { members } = groupOf(call, writableContainerOf(call, tenant));
  const { memberId = '' } = call.ids;
  if (!members.delete(memberKeyOf(memberId))) throw refusalBy('member.exists', memberId);
  return {};
}

/** @throws Refusal when the connection has no such group. */
function groupOf({ ids: { groupId = '' } }: Call, { groups }: StoredConnection): StoredGroup {
  const found = groups.get(groupId);
  if (found) return found;
  throw refusalBy('group.exists', groupId);
}

function serializeGroup(
  group: ExternalGroup,
  { connection }: StoredConnection,
  { how }: Call,
): Record<string, unknown> {
  return { ...annotationsOf('externalGroup', `('${connection.id}')/groups/$entity`, how), ...group };
}

export const groups = { createGroup, getGroup, updateGroup, deleteGroup, addMember, removeMember };
