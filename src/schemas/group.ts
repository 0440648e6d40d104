import * as z from 'zod';
import { limits } from '../rules/index.ts';
import { enforces } from './enforces.ts';
import { judgeBody, type Verdict } from './judge-body.ts';
import { typeName } from './type-name.ts';
import { withLength } from './with-length.ts';

const text = () => z.string(enforces('group.string')).nullable().optional();

const id = withLength(
  z
    .string(enforces({ type: 'group.string', absent: 'groupId.required', null: 'groupId.required' }))
    .regex(limits.urlSafe, enforces('groupId.characters')),
  limits.itemId,
  'groupId.length',
);

/** The body of `POST /external/connections/{id}/groups`. */
export const externalGroupSchema = z.strictObject(
  { '@odata.type': typeName('externalGroup'), id, displayName: text(), description: text() },
  enforces({ type: 'group.object', unknown: 'group.known' }),
);

const update = externalGroupSchema.extend({ id: id.optional() });

/** An external group: a set of users and groups that an item's acl names by its id. */
export interface ExternalGroup {
  readonly id: string;
  readonly displayName?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** Judges the body of a new group that JSON.parse has read. */
export function judgeGroup(body: unknown): Verdict<ExternalGroup> {
  return judgeBody(body, { schema: externalGroupSchema, depth: 'item.depth' });
}

/** Judges the body of an update of a group that JSON.parse has read. */
export function judgeGroupUpdate(body: unknown): Verdict<z.infer<typeof update>> {
  return judgeBody(body, { schema: update, depth: 'item.depth' });
}

/** A member of an external group. */
export interface GroupMember {
  readonly id: string;
  readonly type: 'user' | 'group' | 'externalGroup' | 'unknownFutureValue';
}
