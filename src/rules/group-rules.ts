import { limits } from './limits.ts';
import { jsonRules, typeAnnotation, undeclared, wrongMember } from './model-rules.ts';
import { openQuestions } from './open-questions.ts';
import { operationsWhere } from './operations.ts';
import { listOf } from './printable.ts';
import { lacking, ruleTable } from './rule.ts';
import { documented, inferred, metadata, observed, sources } from './sources.ts';
import { identityTypes } from './vocabulary.ts';

const memberRule = { ...documented(sources.membersPage), operations: ['addMember'] } as const;
const member = { id: '1f0c997e-99f7-43f1-8cca-086f8d42be8d', type: 'user' };

/** What an external group and its members must be. */
export const groupRules = ruleTable(() => ({
  'group.object': {
    ...jsonRules()['body.object'],
    fix: 'Send one group, not a list and not a string that contains JSON.',
    accepts: [{ id: '31bea3d537902000' }],
    rejects: [[], 'Marketing', 42, null],
  },
  'group.string': {
    ...jsonRules()['json.string'],
    paths: ['/id', '/displayName', '/description'],
    fix: 'Send a JSON string.',
    accepts: ['31bea3d537902000'],
  },
  'group.known': {
    ...undeclared,
    ...inferred(sources.metadata),
    paths: ['/members', '/nickname'],
    fix: 'Remove the property: members are added one by one, by POST …/groups/{id}/members.',
    rejects: [[], 'Marketing', null],
  },
  'externalGroup.typeName': typeAnnotation('externalGroup', ['']),
  'groupId.required': {
    ...documented(sources.groupsPage),
    operations: ['createGroup'],
    paths: ['/id'],
    message: 'A group must have an id.',
    fix: 'Choose an id: the service generates none.',
    accepts: ['31bea3d537902000'],
    rejects: [undefined, null],
  },
  'groupId.length': {
    ...documented(sources.groupsPage),
    paths: ['/id'],
    message: `The id of a group must be ${limits.itemId.minimum} to ${limits.itemId.maximum} characters long.`,
    fix: 'Shorten the id, or hash it.',
    accepts: ['1', 'g'.repeat(128)],
    rejects: ['', 'g'.repeat(129)],
  },
  'groupId.characters': {
    ...documented(sources.manageGroups),
    paths: ['/id'],
    message: 'The id of a group must contain only ASCII letters, digits, "-" and "_".',
    fix: 'Replace every other character, or hash the id.',
    accepts: ['31bea3d537902000', 'marketing-team_2'],
    rejects: ['marketing team', 'ü', 'a/b'],
  },
  'member.object': {
    ...memberRule,
    paths: [''],
    message: 'The body must be a JSON object.',
    fix: 'Send one member: each takes a request of its own.',
    accepts: [member],
    rejects: [[], [member], '1f0c997e-99f7-43f1-8cca-086f8d42be8d', 42, null],
    error: 'bodyUnreadable',
  },
  'member.required': {
    ...memberRule,
    paths: [''],
    message: 'A member must have an id and a type.',
    fix: 'Add what is missing.',
    accepts: [member],
    rejects: lacking(member, 'id', 'type'),
  },
  'identity.typeName': { ...typeAnnotation('identity', ['']), operations: ['addMember'] },
  'member.id': {
    ...memberRule,
    paths: ['/id'],
    message: 'The id of a member must be a string that is not empty.',
    fix: 'Send the object id of the user or the group, or the id of the external group.',
    accepts: [member.id],
    rejects: ['', 7],
  },
  'member.type': {
    ...memberRule,
    ...wrongMember,
    paths: ['/type'],
    message: `The type of a member must be one of ${listOf(identityTypes, 'or')}.`,
    fix: 'Send user, group or externalGroup.',
    accepts: ['user', 'group', 'User'],
    rejects: ['person', '', 1],
  },
  'member.known': {
    ...undeclared,
    ...memberRule,
    paths: ['/displayName'],
    fix: 'Send id and type.',
  },
  'member.guid': {
    ...memberRule,
    ...observed(sources.salesforceConnector),
    paths: ['/id'],
    message: 'The id of a user or a group must be the object id of Microsoft Entra, a GUID.',
    fix: 'Look the id up: GET /users/{userPrincipalName}?$select=id.',
    accepts: [member.id],
    rejects: ['adele@contoso.com', 'adele'],
    error: 'memberIdInvalid',
  },
}));

/** What only the tenant can judge, by the groups of the connection. */
export const groupTenantRules = ruleTable(() => ({
  'group.exists': {
    ...observed(sources.salesforceConnector),
    operations: operationsWhere(({ path }) => path.includes('{groupId}')),
    paths: ['path'],
    message: 'The connection must have a group with this id.',
    fix: 'Create the group first; after a DELETE treat 404 as done.',
    error: 'groupUnknown',
  },
  'group.unique': {
    ...observed(sources.salesforceConnector),
    operations: ['createGroup'],
    paths: ['/id'],
    message: 'The connection must have no other group with this id.',
    fix: 'Treat 409 as "it exists already", or update the group by PATCH.',
    error: openQuestions.duplicates.chosen,
  },
  'group.sameId': {
    ...metadata,
    operations: ['updateGroup'],
    paths: ['/id'],
    message: 'The id of a group cannot be changed and must be that of the path.',
    fix: 'Leave id out.',
  },
  'member.unique': {
    ...observed(sources.salesforceConnector),
    operations: ['addMember'],
    paths: ['/id'],
    message: 'The group must have no member with this id.',
    fix: 'Treat 409 as "it is a member already".',
    error: openQuestions.duplicates.chosen,
  },
  'member.groupExists': {
    ...observed(sources.salesforceConnector),
    operations: ['addMember'],
    paths: ['/id'],
    message: 'An external group must exist in the connection before a request names it.',
    fix: 'Create all groups first.',
  },
  'member.notItself': {
    ...inferred(sources.invented),
    operations: ['addMember'],
    paths: ['/id'],
    message: 'A group must not be a member of itself.',
    fix: 'Leave the group out of its own members.',
  },
  'member.exists': {
    ...observed(sources.salesforceConnector),
    operations: ['removeMember'],
    paths: ['path'],
    message: 'The group must have a member with this id.',
    fix: 'Treat 404 as done.',
    error: 'memberUnknown',
  },
}));
