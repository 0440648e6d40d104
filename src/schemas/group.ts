import * as z from 'zod';
import { type IdentityType, identityTypes, limits, once } from '../rules/index.ts';
import { enforces, preprocessed, strictObject, toMember, typeName, withLength } from './enforces.ts';
import { type BodyResult, judgeBody } from './judge-body.ts';

const text = () => z.string(enforces('group.string')).nullable().optional();

const id = once(() =>
  withLength(
    z
      .string(enforces({ type: 'group.string', absent: 'groupId.required', null: 'groupId.required' }))
      .regex(limits.urlSafe, enforces('groupId.characters')),
    limits.itemId,
    'groupId.length',
  ),
);

/** The body of `POST /external/connections/{id}/groups`. */
export const externalGroupSchema = once(() =>
  strictObject(
    { '@odata.type': typeName('externalGroup'), id: id(), displayName: text(), description: text() },
    enforces({ type: 'group.object', unknown: 'group.known' }),
  ),
);

/** The body of `PATCH /external/connections/{id}/groups/{id}`. */
export const externalGroupUpdateSchema = once(() => externalGroupSchema().extend({ id: id().optional() }));

/** An external group: a set of users and groups that an item's acl names by its id. */
export interface ExternalGroup {
  readonly id: string;
  readonly displayName?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** Judges the body of a new group that JSON.parse has read. */
export function judgeGroup(body: unknown): BodyResult<ExternalGroup> {
  return judgeBody(body, { schema: externalGroupSchema(), depth: 'item.depth' });
}

/** Judges the body of an update of a group that JSON.parse has read. */
export function judgeGroupUpdate(body: unknown): BodyResult<z.infer<ReturnType<typeof externalGroupUpdateSchema>>> {
  return judgeBody(body, { schema: externalGroupUpdateSchema(), depth: 'item.depth' });
}

/** The body of `POST …/groups/{id}/members`; `identitySource` is accepted, as clients still send it. */
export const groupMemberSchema = once(() =>
  strictObject(
    {
      '@odata.type': z.unknown().optional(),
      id: z.string(enforces('member.id')).min(1, enforces('member.id')),
      type: preprocessed(toMember(identityTypes), z.enum(identityTypes, enforces('member.type'))),
      identitySource: z.unknown().optional(),
    },
    enforces({ type: 'member.object', unknown: 'member.known' }),
  ).refine(({ id: memberId, type }) => type === 'externalGroup' || limits.guid.test(memberId), {
    ...enforces('member.guid'),
    path: ['id'],
  }),
);

/** A member of an external group. */
export interface GroupMember {
  readonly id: string;
  readonly type: IdentityType;
}

/** Judges the body of a new member that JSON.parse has read. */
export function judgeMember(body: unknown): BodyResult<GroupMember> {
  return judgeBody(body, { schema: groupMemberSchema(), depth: 'item.depth' });
}
