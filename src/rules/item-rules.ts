import { limits } from './limits.ts';
import { jsonRules, nested, typeAnnotation, undeclared, wrongMember, wrongType } from './model-rules.ts';
import { lacking, ruleTable } from './rule.ts';
import { documented, metadata, observed, sources } from './sources.ts';
import { aclTypes, externalItemContentTypes } from './vocabulary.ts';

const itemRule = (place: string) => ({ ...documented(sources.itemPage), paths: [place] }) as const;

const everyone = { type: 'everyone', value: 'everyone', accessType: 'grant' };
const user = { type: 'user', value: '1f0c997e-99f7-43f1-8cca-086f8d42be8d', accessType: 'deny' };
const properties = { title: 'Error in the payment gateway' };

/** What an item must be, apart from the values of its properties, which the schema of the connection decides. */
export const itemRules = ruleTable(() => ({
  'item.object': {
    ...jsonRules()['body.object'],
    fix: 'Send one item, not a list and not a string that contains JSON.',
    accepts: [{ acl: [everyone], properties }],
    rejects: [[], '{"acl":[]}', 42, true, null],
  },
  'item.depth': {
    ...jsonRules()['body.depth'],
    paths: ['/nested'],
    message: 'The body must not nest deeper than a request may.',
    accepts: [undefined],
    rejects: [nested(100)],
  },
  'item.string': {
    ...jsonRules()['json.string'],
    paths: ['/id', '/acl/*/value', '/content/value', '/informationProtectionLabel/sensitivityLabelId'],
    fix: 'Send a JSON string.',
    accepts: ['TSP228082938'],
  },
  'item.enum': {
    ...jsonRules()['json.enum'],
    paths: ['/acl/*/type', '/acl/*/accessType', '/acl/*/identitySource', '/content/type'],
  },
  'item.objectValue': {
    ...jsonRules()['json.object'],
    paths: ['/content', '/informationProtectionLabel'],
    accepts: [null, undefined],
  },
  'acl.object': {
    ...wrongType,
    paths: ['/acl/*'],
    message: 'Each entry of an acl must be a JSON object.',
    fix: 'Send an object with type, value and accessType.',
    accepts: [everyone],
    rejects: ['everyone', null, 42, []],
  },
  'itemProperties.object': {
    ...wrongType,
    paths: ['/properties'],
    message: 'The properties of an item must be a JSON object.',
    fix: 'Send an object, not a list of names and values.',
    accepts: [properties],
    rejects: ['{}', 42, true, [properties]],
  },
  'item.array': { ...jsonRules()['json.array'], paths: ['/acl'], accepts: [[everyone]] },
  'item.topLevel': {
    ...observed(sources.emptyItemReport),
    paths: ['/title'],
    message:
      'Beside id, acl, properties, content, informationProtectionLabel and activities an item must have no property.',
    fix: 'Correct the name or the case of its letters, move the property into "properties", or remove it.',
    accepts: [undefined],
    rejects: ['Error in the payment gateway', null, 7],
  },
  'item.known': {
    ...undeclared,
    paths: ['/acl/*/displayName', '/content/language', '/informationProtectionLabel/name'],
  },
  'externalItem.typeName': typeAnnotation('externalItem', ['']),
  'acl.typeName': typeAnnotation('acl', ['/acl/*']),
  'itemProperties.typeName': typeAnnotation('properties', ['/properties']),
  'externalItemContent.typeName': typeAnnotation('externalItemContent', ['/content']),
  'externalItemInformationProtectionLabel.typeName': typeAnnotation('externalItemInformationProtectionLabel', [
    '/informationProtectionLabel',
  ]),
  'itemId.length': {
    ...itemRule('/id'),
    message: `The id of an item must be ${limits.itemId.minimum} to ${limits.itemId.maximum} characters long.`,
    fix: 'Shorten the id, or hash it.',
    accepts: ['1', 'i'.repeat(128)],
    rejects: ['', 'i'.repeat(129)],
  },
  'itemId.characters': {
    ...observed(sources.dateFormatReport),
    paths: ['/id'],
    message: 'The id of an item must contain only ASCII letters, digits, "-" and "_".',
    fix: 'Replace every other character, or hash the id.',
    profiles: ['live'],
    accepts: ['TSP228082938', 'pnp-ensure-siteassets-library', 'how__start-here'],
    rejects: ['a b', 'a/b', 'ü', 'a.b', 'a\n'],
  },
  'itemId.alphanumeric': {
    ...itemRule('/id'),
    message: 'The id of an item must contain only ASCII letters and digits.',
    fix: 'Use letters and digits only; the live service takes "-" and "_" too.',
    profiles: ['documented'],
    accepts: ['TSP228082938'],
    rejects: ['pnp-ensure-siteassets-library', 'how__start', 'a b', 'ü'],
  },
  'acl.required': {
    ...itemRule('/acl'),
    message: 'An item must have an acl.',
    fix: 'Add "acl": [{ "type": "everyone", "value": "everyone", "accessType": "grant" }], or the entries that you mean.',
    accepts: [[everyone], [user, everyone]],
    rejects: [undefined, null],
  },
  'acl.count': {
    ...itemRule('/acl'),
    message: 'An acl must have at least one entry.',
    fix: 'Add an entry: without one the item is visible to no user.',
    evidence: 'inferred',
    accepts: [[everyone]],
    rejects: [[]],
  },
  'acl.entry': {
    ...metadata,
    paths: ['/acl/*'],
    message: 'An entry of an acl must have a type, a value and an accessType.',
    fix: 'Add what is missing; for everyone the value is "everyone" or the id of the tenant.',
    accepts: [everyone, user],
    rejects: lacking(everyone, 'type', 'value', 'accessType'),
  },
  'acl.type': {
    ...wrongMember,
    paths: ['/acl/*/type'],
    message: 'type must be a member of the enum aclType.',
    fix: `Send one of ${aclTypes.join(', ')}.`,
    accepts: ['everyone', 'Everyone', 'everyoneExceptGuests'],
    rejects: ['all', 'organization', ''],
  },
  'acl.accessType': {
    ...wrongMember,
    paths: ['/acl/*/accessType'],
    message: 'accessType must be a member of the enum accessType.',
    fix: 'Send grant or deny.',
    accepts: ['grant', 'deny', 'Grant'],
    rejects: ['allow', 'read', ''],
  },
  'acl.identitySource': {
    ...wrongMember,
    paths: ['/acl/*/identitySource'],
    message: 'identitySource must be a member of the enum identitySourceType.',
    fix: 'Leave identitySource out: it is deprecated since 2021.',
    accepts: ['azureActiveDirectory', 'external', undefined, null],
    rejects: ['aad', ''],
  },
  'acl.value': {
    ...observed(sources.everyoneReport),
    paths: ['/acl/*/value'],
    message: 'The value of an entry must not be empty.',
    fix: 'For everyone send "everyone" or the id of the tenant.',
    accepts: ['everyone', 'EVERYONE', 'c5f19b2d-0000-4000-8000-000000000000'],
    rejects: [''],
  },
  'acl.guid': {
    ...observed(sources.salesforceConnector),
    paths: ['/acl/*'],
    message: 'The value of a user or a group must be the object id of Microsoft Entra, a GUID.',
    fix: 'Look the id up: GET /users/{userPrincipalName}?$select=id.',
    accepts: [
      user,
      { ...user, type: 'group' },
      { ...user, type: 'externalGroup', value: '31bea3d537902000' },
      { ...user, type: 'group', value: '31bea3d537902000', identitySource: 'external' },
    ],
    rejects: [
      { ...user, value: 'adele@contoso.com' },
      { ...user, type: 'group', value: 'Marketing' },
    ],
    error: 'userIdInvalid',
  },
  'itemProperties.required': {
    ...itemRule('/properties'),
    message: 'An item must have properties.',
    fix: 'Add the properties of the item, by the names of the schema.',
    accepts: [properties],
    rejects: [undefined, null],
  },
  'itemProperties.count': {
    ...itemRule('/properties'),
    message: 'An item must have at least one property.',
    fix: 'Add the properties of the item, by the names of the schema.',
    accepts: [properties],
    rejects: [{}, { '@odata.type': '#microsoft.graph.externalConnectors.properties' }],
  },
  'content.type': {
    ...wrongMember,
    paths: ['/content/type'],
    message: 'The type of content must be a member of the enum externalItemContentType.',
    fix: `Send one of ${externalItemContentTypes.join(', ')}.`,
    accepts: ['text', 'html', 'HTML'],
    rejects: ['markdown', 'text/html', ''],
  },
  'content.required': {
    ...metadata,
    paths: ['/content'],
    message: 'Content must have a type.',
    fix: 'Add "type": "text" or "type": "html".',
    accepts: [{ value: '', type: 'text' }, { type: 'html' }, null, undefined],
    rejects: lacking({ value: 'text', type: 'text' }, 'type'),
  },
}));
