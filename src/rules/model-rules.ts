import { isOpenType, members, placesOf, type StructuredType } from './members.ts';
import { openQuestions } from './open-questions.ts';
import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';
import { typeNamespace } from './vocabulary.ts';

const structuredTypes = Object.keys(members) as StructuredType[];
const closedTypes = structuredTypes.filter((type) => !isOpenType(type));
const places = (types: readonly StructuredType[], name: string): string[] =>
  types.flatMap((type) => placesOf(type).map((pointer) => `${pointer}/${name}`));

const notOnV1 = {
  evidence: 'metadata',
  source: sources.metadata,
  versions: ['v1.0'],
  when: { betaSettingsOnV1: false },
  accepts: [undefined],
  rejects: [null, 'search', 0, {}],
  error: 'deserialization',
} as const;

const readOnly = {
  fix: 'Leave the property out: the live service ignores it and returns its own value.',
  evidence: 'metadata',
  source: sources.metadata,
  when: { rejectReadOnly: true },
  accepts: [undefined],
  rejects: ['ready', 0, null],
  error: 'malformed',
} as const;

/**
 * A type annotation must name the type; it is optional, except where the declared type is abstract. The page prints it,
 * on nested objects without "#".
 */
export const typeAnnotation = (type: string, objects: readonly string[], isOptional = true): RuleRow => ({
  paths: objects.map((pointer) => `${pointer}/@odata.type`),
  message: `The type annotation, where sent, must be #${typeNamespace}.${type}.`,
  fix: isOptional ? 'Leave @odata.type out, or correct it.' : 'Correct it.',
  evidence: 'observed',
  source: sources.unknownTypeReport,
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
export const modelRules = {
  'property.known': {
    paths: places(closedTypes, 'nickname'),
    message: 'A property must be one that the metadata declares.',
    fix: 'Remove the property, or correct its spelling and case.',
    evidence: 'inferred',
    source: sources.metadata,
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
    versions: ['beta'],
  },
  'itemIdResolver.discriminator': {
    paths: places(['itemIdResolver'], '@odata.type'),
    message: `Each URL resolver must name its type, #${typeNamespace}.itemIdResolver, because the base type is abstract.`,
    fix: `Add "@odata.type": "#${typeNamespace}.itemIdResolver".`,
    evidence: 'observed',
    source: sources.urlToItemResolverCommand,
    accepts: [
      '#microsoft.graph.externalConnectors.itemIdResolver',
      'microsoft.graph.externalConnectors.itemIdResolver',
    ],
    rejects: [undefined, null],
    error: openQuestions.missingDiscriminator.chosen,
  },
  ...(Object.fromEntries(
    structuredTypes.map((type) => [
      `${type}.typeName`,
      typeAnnotation(type, placesOf(type), type !== 'itemIdResolver'),
    ]),
  ) as Record<`${StructuredType}.typeName`, RuleRow>),
} as const satisfies Record<string, RuleRow>;
