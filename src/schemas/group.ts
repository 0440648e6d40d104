import { type IdentityType, identityTypes, limits } from '../rules/index.ts';
import { define, enforces, enforcesLength, enumOf, objectOf, withLength } from './enforces.ts';
import { isOfDirectory } from './item.ts';

const text = define((z) => z.string(enforces('group.string')).nullish());

const id = define((z) =>
  withLength(
    z
      .string(enforces({ type: 'group.string', missing: 'groupId.required' }))
      .regex(limits.urlSafe, enforces('groupId.characters')),
    limits.itemId,
    'groupId.length',
  ),
);

/** The body of `POST /external/connections/{id}/groups`. */
export const externalGroupSchema = define((z) =>
  objectOf(z, 'externalGroup', enforces({ type: 'group.object', unknown: 'group.known' }), {
    id: id(z),
    displayName: text(z),
    description: text(z),
  }),
);

/** The body of `PATCH /external/connections/{id}/groups/{id}`. */
export const externalGroupUpdateSchema = define((z) => externalGroupSchema(z).extend({ id: id(z).optional() }));

/** An external group: a set of users and groups that an item's acl names by its id. */
export interface ExternalGroup {
  readonly id: string;
  readonly displayName?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** The body of `POST …/groups/{id}/members`; `identitySource` is accepted, as clients still send it. */
export const groupMemberSchema = define((z) =>
  objectOf(z, 'identity', enforces({ type: 'member.object', unknown: 'member.known' }), {
    id: z.string(enforces({ type: 'member.id', missing: 'member.required' })).min(1, enforcesLength('member.id')),
    type: enumOf(z, identityTypes, { type: 'member.type', missing: 'member.required' }),
    identitySource: z.unknown().optional(),
  }).refine((member) => !isOfDirectory(member) || limits.guid.test(member.id), {
    ...enforces('member.guid'),
    path: ['id'],
  }),
);

/** A member of an external group. */
export interface GroupMember {
  readonly id: string;
  readonly type: IdentityType;
}
