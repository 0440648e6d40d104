import { limits } from './limits.ts';
import { isOpenType, members, placesOf, placesWhere, type StructuredType } from './members.ts';
import { openQuestions } from './open-questions.ts';
import { quotedListOf } from './printable.ts';
import { type RuleRow, ruleTable } from './rule.ts';
import { inferred, metadata, observed, sources } from './sources.ts';
import { binaryOperators, typeNamespace } from './vocabulary.ts';

const structuredTypes = Object.keys(members) as StructuredType[];
const closedTypes = structuredTypes.filter((type) => !isOpenType(type));

/** A value of another JSON type than the metadata declares. Question 16. */
export const wrongType = { ...metadata, error: openQuestions.wrongTypeAnswer.chosen } as const;

/** A text that is not a member of the enum. */
export const wrongMember = { ...metadata, error: 'enumMemberUnknown' } as const;

/** A property that the metadata does not declare. */
export const undeclared = {
  ...metadata,
  message: 'The property must be one that the metadata declares.',
  fix: 'Remove the property, or correct its spelling and the case of its letters.',
  accepts: [undefined],
  rejects: ['Contoso', null],
  error: 'deserialization',
} as const;

const notOnV1 = {
  ...metadata,
  versions: ['v1.0'],
  when: { betaSettingsOnV1: false },
  accepts: [undefined],
  rejects: [null, 'search', 0, {}],
  error: 'deserialization',
} as const;

const readOnly = {
  ...metadata,
  fix: 'Leave the property out: the live service ignores it and returns its own value.',
  when: { rejectReadOnly: true },
  accepts: [undefined],
  rejects: ['ready', 0, null],
} as const;

/**
 * A type annotation must name the type; it is optional, except where the declared type is abstract. The page prints it,
 * on nested objects without "#".
 */
export const typeAnnotation = (type: string, objects: readonly string[], isOptional = true): RuleRow => ({
  ...observed(sources.unknownTypeReport),
  paths: objects.map((pointer) => `${pointer}/@odata.type`),
  message: `The type annotation, where sent, must be #${typeNamespace}.${type}.`,
  fix: isOptional ? 'Leave @odata.type out, or correct it.' : 'Correct it.',
  accepts: [
    ...(isOptional ? [undefined] : []),
    `#microsoft.graph.externalConnectors.${type}`,
    `microsoft.graph.externalConnectors.${type}`,
  ],
  rejects: [
    '#microsoft.graph.externalConnection',
    `#microsoft.graph.search.${type}`,
    `##microsoft.graph.externalConnectors.${type}`,
    `#microsoft.graph.externalConnectors.${type}s`,
    '',
    7,
  ],
  error: 'typeUnknown',
});

/** Which names and types the model knows; what the service checks when it reads the body into objects. */
export const modelRules = ruleTable(() => ({
  'property.known': {
    ...inferred(sources.metadata),
    paths: closedTypes.flatMap(placesOf).map((pointer) => `${pointer}/nickname`),
    message: 'A property must be one that the metadata declares.',
    fix: 'Remove the property, or correct its spelling and case.',
    accepts: [undefined],
    rejects: [null, 'Contoso', {}],
    error: 'deserialization',
  },
  'ingestedItemsCount.betaOnly': {
    ...notOnV1,
    paths: ['/ingestedItemsCount'],
    message: 'ingestedItemsCount exists on beta only and must not be sent to v1.0.',
    fix: 'Leave ingestedItemsCount out.',
  },
  'settings.betaOnly': {
    ...notOnV1,
    paths: ['/complianceSettings', '/enabledContentExperiences'],
    message: 'complianceSettings and enabledContentExperiences exist on beta only and must not be sent to v1.0.',
    fix: 'Leave the property out, or call beta.',
  },
  'state.readOnly': {
    ...readOnly,
    paths: ['/state'],
    message: 'state is computed by the service and must not be sent.',
  },
  'ingestedItemsCount.readOnly': {
    ...readOnly,
    paths: ['/ingestedItemsCount'],
    message: 'ingestedItemsCount is computed by the service and must not be sent.',
  },
  'itemIdResolver.discriminator': {
    ...typeAnnotation('itemIdResolver', placesOf('itemIdResolver'), false),
    ...observed(sources.urlToItemResolverCommand),
    message: `Each URL resolver must name its type, #${typeNamespace}.itemIdResolver, because the base type is abstract.`,
    fix: `Add "@odata.type": "#${typeNamespace}.itemIdResolver".`,
    rejects: [undefined, null],
    error: openQuestions.missingDiscriminator.chosen,
  },
  ...(Object.fromEntries(
    structuredTypes.map((type) => [
      `${type}.typeName`,
      typeAnnotation(type, placesOf(type), type !== 'itemIdResolver'),
    ]),
  ) as Record<`${StructuredType}.typeName`, RuleRow>),
}));

/** An array of arrays of arrays …, so deep. */
export function nested(levels: number): unknown {
  return levels === 0 ? 'core' : [nested(levels - 1)];
}

/** The JSON type of every value, as the metadata declares it; what the gateway checks. */
export const jsonRules = ruleTable(() => ({
  'body.object': {
    ...inferred(sources.unreadableReport),
    paths: [''],
    message: 'The body must be a JSON object.',
    fix: 'Send one connection, not a list and not a string that contains JSON.',
    accepts: [{ id: 'contosohr', name: 'Contoso HR' }],
    rejects: [[], [{ id: 'contosohr', name: 'Contoso HR' }], '{"id":"contosohr"}', 42, true, null],
    error: 'bodyUnreadable',
  },
  'body.depth': {
    ...inferred(sources.odataLibrary),
    paths: ['/configuration/nested'],
    message: `The body must nest at most ${limits.bodyDepth.maximum} levels.`,
    fix: 'Flatten the deepest part of the body.',
    accepts: [nested(98)],
    rejects: [nested(99)],
    error: 'bodyUnreadable',
  },
  'json.string': {
    ...wrongType,
    paths: placesWhere(({ member, isList }) => member.type === 'String' && !isList),
    message: 'The value must be a string.',
    fix: 'Send a JSON string; where the metadata allows it, null or nothing.',
    accepts: ['Contoso'],
    rejects: [42, true, {}, []],
  },
  'json.enum': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.kind === 'enum' && member.type !== 'binaryOperator'),
    message: 'The value must be the name of an enum member, as a string.',
    fix: 'Send the name of the member, not its number.',
    accepts: ['unknownFutureValue'],
    rejects: [1, true, {}],
  },
  'json.binaryOperator': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.type === 'binaryOperator'),
    message: 'The value must be the name of an operator, as a string.',
    fix: `Send ${quotedListOf(binaryOperators)}.`,
    accepts: ['or', 'and'],
    rejects: [0, false, {}],
  },
  'json.int32': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.type === 'Int32'),
    message: 'The value must be a whole number of 32 bits.',
    fix: 'Send a JSON number without a fraction, from -2147483648 to 2147483647, not in quotes.',
    accepts: [1, 2147483647],
    rejects: ['1', 1.5, 2147483648, -2147483649, true],
  },
  'json.int64': {
    ...wrongType,
    paths: placesWhere(({ member }) => member.type === 'Int64'),
    message: 'The value must be a whole number that JSON can carry without loss.',
    fix: 'Send a JSON number without a fraction, up to 9007199254740991, not in quotes.',
    accepts: [0, 700000, 9007199254740991, null],
    rejects: ['700000', 1.5, 9007199254740992, true, []],
  },
  'json.object': {
    ...wrongType,
    paths: placesWhere(({ member }) => (member.kind === 'structured' && !member.collection) || member.type === 'Json'),
    message: 'The value must be a JSON object.',
    fix: 'Send an object, not a string that contains JSON.',
    accepts: [{}],
    rejects: ['{}', 42, true, []],
  },
  'json.array': {
    ...wrongType,
    paths: placesWhere(({ member, isList }) => isList && member.type !== 'String'),
    message: 'The value must be an array of objects.',
    fix: 'Send an array, even for a single element.',
    accepts: [[]],
    rejects: [{}, 'one', 42, true],
  },
  'json.stringArray': {
    ...wrongType,
    paths: placesWhere(({ member, isList }) => isList && member.type === 'String'),
    message: 'The value must be an array of strings.',
    fix: 'Send an array, even for a single string.',
    accepts: [['contoso']],
    rejects: [{}, 'contoso', 42, true],
  },
}));
