import { type RuleId, rules } from '../rules/index.ts';

/** The properties of an item: their names and types are those of the schema of its connection. */
const byConnection = rules
  .filter(
    ({ operations, paths }) => operations.includes('putItem') && paths.every((path) => /^\/properties\/./.test(path)),
  )
  .map(({ id }) => id);

/** Rules that JSON Schema has no words for; every other judge must see them broken. */
export const beyondJsonSchema: readonly RuleId[] = [
  'body.depth',
  'complianceLayout.binding',
  'schemaProperty.searchable',
  'schemaProperty.refinable',
  'schemaProperty.refinableType',
  'schemaProperty.exactMatch',
  'acl.guid',
  ...byConnection,
  'member.guid',
  'properties.uniqueNames',
];
