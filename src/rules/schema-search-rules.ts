import { textTypes, unrefinableTypes } from './limits.ts';
import { listOf } from './list-of.ts';
import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';
import { importanceScores } from './vocabulary.ts';

const propertyRule = { evidence: 'documented', source: sources.propertyPage, error: 'malformed' } as const;
const memberRule = { evidence: 'metadata', source: sources.metadata, error: 'malformed' } as const;

const property = { name: 'ticketTitle', type: 'string' };

/** What a property of a schema may ask of the search: its flags must agree with each other and with its type. */
export const schemaSearchRules = {
  'rankingHint.required': {
    ...memberRule,
    paths: ['/properties/*/rankingHint'],
    message: 'A ranking hint must have an importanceScore.',
    fix: 'Add importanceScore, or leave rankingHint out.',
    accepts: [{ importanceScore: 'low' }, undefined],
    rejects: [{ importanceScore: undefined }, { importanceScore: null }],
  },
  'rankingHint.importanceScore': {
    ...memberRule,
    paths: ['/properties/*/rankingHint/importanceScore'],
    message: `importanceScore must be one of ${listOf(importanceScores)}.`,
    fix: 'Send "low", "medium", "high" or "veryHigh".',
    accepts: ['low', 'medium', 'high', 'veryHigh', 'unknownFutureValue'],
    rejects: ['default', 'very high', ''],
    error: 'enumMemberUnknown',
  },
  'schemaProperty.searchable': {
    ...propertyRule,
    paths: ['/properties/*'],
    message: `A searchable property must be of type ${textTypes.join(' or ')}.`,
    fix: 'Set isSearchable to false; people can still find the item by its text, and query the property.',
    accepts: [
      { ...property, isSearchable: true },
      { ...property, type: 'stringCollection', isSearchable: true },
      { ...property, type: 'int64', isSearchable: false },
      { ...property, type: 'dateTime', isSearchable: null },
    ],
    rejects: [
      { ...property, type: 'int64', isSearchable: true },
      { ...property, type: 'dateTimeCollection', isSearchable: true },
      { ...property, type: 'principal', isSearchable: 'true' },
    ],
  },
  'schemaProperty.refinable': {
    ...propertyRule,
    paths: ['/properties/*'],
    message: 'A property must not be both refinable and searchable.',
    fix: 'Keep isSearchable for what people type, isRefinable for what they filter by.',
    source: sources.manageSchema,
    accepts: [
      { ...property, isRefinable: true, isSearchable: false },
      { ...property, isRefinable: true },
      { ...property, isRefinable: false, isSearchable: true },
    ],
    rejects: [
      { ...property, isRefinable: true, isSearchable: true },
      { ...property, isRefinable: 'true', isSearchable: 'true' },
    ],
  },
  'schemaProperty.refinableType': {
    ...propertyRule,
    paths: ['/properties/*'],
    message: `A refinable property must not be of type ${unrefinableTypes.join(', ')}.`,
    fix: 'Set isRefinable to false, or register the value as a string.',
    evidence: 'observed',
    source: sources.refinerReport,
    accepts: [
      { ...property, type: 'dateTime', isRefinable: true },
      { ...property, type: 'int64', isRefinable: true },
      { ...property, type: 'boolean', isRefinable: false },
      { ...property, type: 'boolean' },
    ],
    rejects: [
      { ...property, type: 'boolean', isRefinable: true },
      { ...property, type: 'Boolean', isRefinable: 'true' },
      { ...property, type: 'principal', isRefinable: true },
      { ...property, type: 'principalCollection', isRefinable: true },
    ],
    error: 'refinerType',
  },
  'schemaProperty.exactMatch': {
    ...propertyRule,
    paths: ['/properties/*'],
    message: `A property with isExactMatchRequired must be of type ${textTypes.join(' or ')} and not searchable.`,
    fix: 'Set isExactMatchRequired to false, or isSearchable where the type is right.',
    versions: ['beta'],
    accepts: [
      { ...property, isExactMatchRequired: true },
      { ...property, type: 'stringCollection', isExactMatchRequired: true, isSearchable: false },
      { ...property, type: 'int64', isExactMatchRequired: false },
    ],
    rejects: [
      { ...property, type: 'int64', isExactMatchRequired: true },
      { ...property, isExactMatchRequired: true, isSearchable: true },
    ],
  },
} as const satisfies Record<string, RuleRow>;
