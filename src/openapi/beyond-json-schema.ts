import type { RuleId } from '../rules/index.ts';

/** Rules that JSON Schema has no words for; every other judge must see them broken. */
export const beyondJsonSchema: readonly RuleId[] = [
  'body.depth',
  'complianceLayout.binding',
  'schemaProperty.searchable',
  'schemaProperty.refinable',
  'schemaProperty.exactMatch',
];
