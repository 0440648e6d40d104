import { type ExternalItem, type GroupMember, isOfDirectory, option } from '../schemas/index.ts';

/** A user of the tenant who looks for items. */
export interface Reader {
  /** The object id of the user in Microsoft Entra. Default: a user whom no entry names. */
  readonly user?: string | undefined;
  /**
   * The groups that the user belongs to: object ids of Microsoft Entra groups, and ids of external groups. Those of
   * the external groups that have the user or one of these groups as a member need not be named. Default: none.
   */
  readonly groups?: readonly string[] | undefined;
  /** Whether the user is a guest of the tenant. Default false. */
  readonly isGuest?: boolean | undefined;
}

/** The options of `canRead`. */
export const readerOptions = {
  user: option.text('a string'),
  groups: option.array(option.text('an id'), 'an array of ids'),
  isGuest: option.flag(),
};

/** One entry of an acl. */
type AclEntry = ExternalItem['acl'][number];

/**
 * What an acl decides for a reader: an entry that denies wins over every entry that grants. `entry` is the one that
 * decides, undefined where none is for the reader.
 *
 * **Source:** acl resource page; members of external groups: manage groups page.
 *
 * @param membersOf the members of an external group; none for a group that does not exist, for an acl may name it.
 */
export function decideRead(
  acl: ExternalItem['acl'],
  reader: Reader,
  membersOf: (groupId: string) => Iterable<GroupMember>,
) {
  const applying = acl.filter((entry) => appliesTo(entry, reader, membersOf));
  const denying = applying.find(({ accessType }) => accessType === 'deny');
  const entry = denying ?? applying.find(({ accessType }) => accessType === 'grant');
  // Where no entry applies, both are undefined.
  return { canRead: entry !== denying, entry };
}

function appliesTo(entry: AclEntry, reader: Reader, membersOf: Parameters<typeof decideRead>[2]): boolean {
  const { type, value } = entry;
  if (type === 'everyone') return true;
  if (type === 'everyoneExceptGuests') return reader.isGuest !== true;
  if (type === 'externalGroup' || (type === 'group' && !isOfDirectory(entry))) {
    return isInGroup(value, reader, membersOf);
  }
  return isPrincipal({ type, id: value }, reader);
}

/** Whether the user, or a Microsoft Entra group of the user, is the one named; GUIDs ignore the case of letters. */
function isPrincipal({ type, id }: { readonly type: string; readonly id: string }, { user, groups }: Reader): boolean {
  const isNamed = (own: string) => own.toLowerCase() === id.toLowerCase();
  if (type === 'user') return user !== undefined && isNamed(user);
  return type === 'group' && (groups ?? []).some(isNamed);
}

/** Whether an external group has the reader, itself or by a group in it. Each group is looked at once: groups may contain each other. */
function isInGroup(groupId: string, reader: Reader, membersOf: Parameters<typeof decideRead>[2]): boolean {
  const groups = new Set([groupId]);
  for (const id of groups) {
    if (reader.groups?.includes(id)) return true;
    for (const member of membersOf(id)) {
      if (member.type === 'externalGroup') groups.add(member.id);
      else if (isPrincipal(member, reader)) return true;
    }
  }
  return false;
}
