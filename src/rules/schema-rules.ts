import { externalItemType, schemaProperties } from './limits.ts';
import type { RuleRow } from './rule.ts';
import { schemaModelRules } from './schema-model-rules.ts';
import { schemaPropertyRules } from './schema-property-rules.ts';
import { schemaSearchRules } from './schema-search-rules.ts';
import { sources } from './sources.ts';

const schemaRule = { evidence: 'documented', source: sources.schemaPage, error: 'malformed' } as const;

const property = { name: 'ticketTitle', type: 'string' };
const properties = (count: number) => Array.from({ length: count }, (_, index) => ({ ...property, name: `p${index}` }));

/** What the registration of a schema must hold. */
export const schemaRules = {
  ...schemaModelRules,
  'baseType.required': {
    ...schemaRule,
    paths: ['/baseType'],
    message: 'A schema must have a baseType.',
    fix: `Add "baseType": "${externalItemType}".`,
    accepts: ['microsoft.graph.externalItem'],
    rejects: [undefined, null],
  },
  'baseType.value': {
    ...schemaRule,
    paths: ['/baseType'],
    message: `baseType must be ${externalItemType}.`,
    fix: `Send "${externalItemType}", without # and in this case.`,
    accepts: ['microsoft.graph.externalItem'],
    rejects: [
      'microsoft.graph.externalConnector.externalItem',
      '#microsoft.graph.externalItem',
      'Microsoft.Graph.ExternalItem',
      '',
    ],
  },
  'properties.required': {
    ...schemaRule,
    paths: ['/properties'],
    message: 'A schema must have properties.',
    fix: 'Add the properties that your items have.',
    accepts: [[property]],
    rejects: [undefined, null],
  },
  'properties.count': {
    ...schemaRule,
    paths: ['/properties'],
    message: `A schema must have ${schemaProperties.minimum} to ${schemaProperties.maximum} properties.`,
    fix: 'Keep the properties that people search, filter and read; put the rest into the content of the item.',
    accepts: [properties(1), properties(128)],
    rejects: [[], properties(129)],
  },
  ...schemaPropertyRules,
  ...schemaSearchRules,
  'properties.uniqueNames': {
    ...schemaRule,
    paths: ['/properties'],
    message: 'The properties of a schema must have different names.',
    fix: 'Rename one of them, or make them one.',
    evidence: 'inferred',
    source: sources.invented,
    accepts: [[property, { ...property, name: 'ticketUrl' }]],
    rejects: [
      [property, property],
      [property, { ...property, type: 'int64' }],
    ],
  },
} as const satisfies Record<string, RuleRow>;
