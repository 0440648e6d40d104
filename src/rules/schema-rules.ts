import { limits } from './limits.ts';
import { placesWhere } from './members.ts';
import { jsonRules, modelRules, nested, typeAnnotation } from './model-rules.ts';
import { ruleTable } from './rule.ts';
import { schemaPropertyRules } from './schema-property-rules.ts';
import { settingsRules } from './settings-rules.ts';
import { documented, inferred, sources } from './sources.ts';

const property = { name: 'ticketTitle', type: 'string' };

/** The rule of that kind on a create request, said of the values at other places, with samples that fit there. */
const stringsAt = (paths: readonly string[]) => ({ ...jsonRules()['json.string'], paths }) as const;

const schemaRule = (place: string) => ({ ...documented(sources.schemaPage), paths: [place] }) as const;

const properties = (count: number) => Array.from({ length: count }, (_, index) => ({ ...property, name: `p${index}` }));

/** What the registration of a schema must hold: first its JSON types, and the names and types that the model knows. */
export const schemaRules = ruleTable(() => ({
  'schema.object': {
    ...jsonRules()['body.object'],
    fix: 'Send one schema, not a list and not a string that contains JSON.',
    accepts: [{ baseType: 'microsoft.graph.externalItem', properties: [property] }],
    rejects: [[], [property], '{"baseType":"microsoft.graph.externalItem"}', 42, true, null],
  },
  'schema.depth': {
    ...jsonRules()['body.depth'],
    paths: ['/nested'],
    accepts: [undefined],
    rejects: [nested(100)],
  },
  'schema.string': stringsAt(
    placesWhere(
      ({ pointer, member, isList }) => member.type === 'String' && !isList && pointer !== '/baseType',
      'schema',
    ),
  ),
  'baseType.string': { ...stringsAt(['/baseType']), accepts: ['microsoft.graph.externalItem'] },
  'schema.enum': {
    ...jsonRules()['json.enum'],
    paths: placesWhere(({ member, isList }) => member.kind === 'enum' && !isList, 'schema'),
  },
  'schema.boolean': {
    ...jsonRules()['json.string'],
    paths: placesWhere(({ member }) => member.type === 'Boolean', 'schema'),
    message: 'The value must be a boolean, or "true" or "false" as the samples of the page send it.',
    fix: 'Send true or false, without quotes.',
    accepts: [true, false, 'true', 'false', null, undefined],
    rejects: [1, 0, 'yes', '', {}, []],
  },
  'schema.array': {
    ...jsonRules()['json.array'],
    paths: placesWhere(({ member, isList }) => member.type === 'property' && isList, 'schema'),
    accepts: [[property]],
  },
  'schema.stringArray': {
    ...jsonRules()['json.stringArray'],
    paths: placesWhere(({ member, isList }) => isList && member.kind !== 'structured', 'schema'),
    accepts: [[], null],
  },
  'schemaProperty.object': {
    ...settingsRules()['propertyRule.object'],
    paths: placesWhere(({ member, isList }) => member.type === 'property' && !isList, 'schema'),
    accepts: [property],
  },
  'rankingHint.object': {
    ...jsonRules()['json.object'],
    paths: placesWhere(({ member }) => member.type === 'rankingHint', 'schema'),
    accepts: [{ importanceScore: 'high' }, null],
  },
  'schema.known': {
    ...modelRules()['property.known'],
    paths: ['/nickname', '/properties/*/nickname', '/properties/*/rankingHint/nickname'],
  },
  'schemaProperty.betaOnly': {
    ...modelRules()['settings.betaOnly'],
    paths: ['/properties/*/isExactMatchRequired', '/properties/*/rankingHint'],
    message: 'isExactMatchRequired and rankingHint exist on beta only and must not be sent to v1.0.',
    rejects: [null, true, {}],
  },
  'schema.typeName': typeAnnotation('schema', ['']),
  'schemaProperty.typeName': typeAnnotation('property', ['/properties/*']),
  'rankingHint.typeName': typeAnnotation('rankingHint', ['/properties/*/rankingHint']),
  'baseType.required': {
    ...schemaRule('/baseType'),
    message: 'A schema must have a baseType.',
    fix: `Add "baseType": "${limits.externalItemType}".`,
    accepts: ['microsoft.graph.externalItem'],
    rejects: [undefined, null],
  },
  'baseType.value': {
    ...schemaRule('/baseType'),
    message: `baseType must be ${limits.externalItemType}.`,
    fix: `Send "${limits.externalItemType}", without # and in this case.`,
    evidence: 'inferred',
    accepts: ['microsoft.graph.externalItem'],
    rejects: ['#microsoft.graph.externalItem', 'Microsoft.Graph.ExternalItem', ''],
  },
  'baseType.ofPage': {
    ...schemaRule('/baseType'),
    message: `baseType must be ${limits.externalItemType}, as on all pages but the schema resource page of v1.0.`,
    fix: `Send "${limits.externalItemType}".`,
    profiles: ['live'],
    accepts: ['microsoft.graph.externalItem'],
    rejects: ['microsoft.graph.externalConnector.externalItem'],
  },
  'properties.required': {
    ...schemaRule('/properties'),
    message: 'A schema must have properties.',
    fix: 'Add the properties that your items have.',
    accepts: [[property]],
    rejects: [undefined, null],
  },
  'properties.count': {
    ...schemaRule('/properties'),
    message: `A schema must have ${limits.schemaProperties.minimum} to ${limits.schemaProperties.maximum} properties.`,
    fix: 'Keep the properties that people search, filter and read; put the rest into the content of the item.',
    accepts: [properties(1), properties(128)],
    rejects: [[], properties(129)],
  },
  ...schemaPropertyRules(),
  'properties.uniqueNames': {
    ...inferred(sources.invented),
    paths: ['/properties'],
    message: 'The properties of a schema must have different names.',
    fix: 'Rename one of them, or make them one.',
    accepts: [[property, { ...property, name: 'ticketUrl' }]],
    rejects: [
      [property, property],
      [property, { ...property, type: 'int64' }],
    ],
  },
}));
