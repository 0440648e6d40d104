import { limits } from './limits.ts';
import { wrongMember } from './model-rules.ts';
import { listOf } from './printable.ts';
import { lacking, ruleTable } from './rule.ts';
import { documented, inferred, metadata, observed, sources } from './sources.ts';
import { importanceScores, propertyTypes } from './vocabulary.ts';

const propertyRule = (place = '') =>
  ({ ...documented(sources.propertyPage), paths: [`/properties/*${place}`] }) as const;

const property = { name: 'ticketTitle', type: 'string' };

/** What each member of a property of a schema must hold; its flags must agree with each other and with its type. */
export const schemaPropertyRules = ruleTable(() => ({
  'schemaProperty.required': {
    ...propertyRule(),
    message: 'A property must have a name and a type.',
    fix: 'Add what is missing.',
    accepts: [property],
    rejects: lacking(property, 'name', 'type'),
  },
  'schemaProperty.nameLength': {
    ...propertyRule('/name'),
    message: `The name of a property must be ${limits.schemaProperty.name.minimum} to ${limits.schemaProperty.name.maximum} characters long.`,
    fix: `Choose a name of ${limits.schemaProperty.name.minimum} to ${limits.schemaProperty.name.maximum} characters.`,
    accepts: ['n', 'n'.repeat(32)],
    rejects: ['', 'n'.repeat(33)],
  },
  'schemaProperty.nameAlphanumeric': {
    ...propertyRule('/name'),
    message: 'The name of a property must contain only ASCII letters and digits.',
    fix: 'Use letters and digits only, such as ticketTitle.',
    accepts: ['ticketTitle2', '2'],
    rejects: ['ticket title', 'ticket-title', 'ticket_title', 'ticket.title', 'titré', 'title\n'],
  },
  'schemaProperty.aliasLength': {
    ...propertyRule('/aliases/*'),
    message: `An alias must be at most ${limits.schemaProperty.alias.maximum} characters long.`,
    fix: `Shorten the alias to ${limits.schemaProperty.alias.maximum} characters.`,
    accepts: ['a', 'a'.repeat(32)],
    rejects: ['a'.repeat(33)],
  },
  'schemaProperty.aliasAlphanumeric': {
    ...propertyRule('/aliases/*'),
    message: 'An alias must contain only ASCII letters and digits, one or more.',
    fix: 'Use letters and digits only, such as editedDate.',
    accepts: ['editedDate', 'ID'],
    rejects: ['edited date', 'edited-date', 'edited_date', 'éditeur', ''],
  },
  'schemaProperty.description': {
    ...propertyRule('/description'),
    message: `The description of a property must be at most ${limits.schemaProperty.description.maximum} characters long.`,
    fix: `Shorten the description to ${limits.schemaProperty.description.maximum} characters.`,
    accepts: ['', 'd'.repeat(200), null, undefined],
    rejects: ['d'.repeat(201)],
  },
  'schemaProperty.type': {
    ...wrongMember,
    paths: ['/properties/*/type'],
    message: `type must be one of ${listOf(propertyTypes)}.`,
    fix: 'Send one of the members, such as "string", "dateTime" or "stringCollection".',
    accepts: propertyTypes,
    rejects: ['integer', 'int32', 'string[]', 'Collection(String)', ''],
  },
  'schemaProperty.labelCount': {
    ...observed(sources.labelsReport),
    paths: ['/properties/*/labels'],
    message: `A property must have at most ${limits.propertyLabels.maximum} label.`,
    fix: 'Keep the label that fits best, and give the others to other properties.',
    accepts: [[], ['title'], null, undefined],
    rejects: [
      ['title', 'url'],
      ['title', 'title'],
    ],
    error: 'labelsExceeded',
  },
  'schemaProperty.labelRetrievable': {
    ...inferred(sources.manageSchema),
    paths: ['/properties/*'],
    message: 'A property with a label must be retrievable.',
    fix: 'Set isRetrievable to true, or remove the label.',
    profiles: ['documented'],
    accepts: [
      { ...property, labels: ['title'], isRetrievable: true },
      { ...property, labels: ['title'], isRetrievable: 'true' },
      { ...property, labels: [], isRetrievable: false },
      property,
    ],
    rejects: [
      { ...property, labels: ['title'] },
      { ...property, labels: ['title'], isRetrievable: false },
    ],
  },
  'schemaProperty.labelType': {
    ...inferred(sources.manageSchema),
    paths: ['/properties/*'],
    message: 'The type of a property with a label must be one that fits the label.',
    fix: 'Give texts the type string, dates the type dateTime; or remove the label.',
    profiles: ['documented'],
    accepts: [
      { ...property, labels: ['url'], isRetrievable: true },
      { ...property, labels: ['createdDateTime'], type: 'dateTime', isRetrievable: true },
      { ...property, labels: ['authors'], type: 'stringCollection', isRetrievable: true },
    ],
    rejects: [
      { ...property, labels: ['url'], type: 'int64', isRetrievable: true },
      { ...property, labels: ['createdDateTime'], isRetrievable: true },
    ],
  },
  'schemaProperty.label': {
    ...wrongMember,
    paths: ['/properties/*/labels/*'],
    message: 'Each label must be a member of the enum label.',
    fix: 'Send a label such as "title", "url" or "lastModifiedDateTime".',
    accepts: [
      'title',
      'fileExtension',
      'unknownFutureValue',
      'containerName',
      'assignedToPeople',
      'personWorkPositions',
    ],
    rejects: ['content', 'last modified', ''],
  },
  'schemaProperty.labelOfPage': {
    ...wrongMember,
    paths: ['/properties/*/labels/*'],
    message: 'A label must have the name of the metadata, not the one of the page.',
    fix: 'Send "assignedToPeople" or "numberOfReactions".',
    evidence: 'inferred',
    profiles: ['live'],
    accepts: ['assignedToPeople', 'numberOfReactions'],
    rejects: ['assignedTo', 'numReactions'],
  },
  'rankingHint.required': {
    ...metadata,
    paths: ['/properties/*/rankingHint'],
    message: 'A ranking hint must have an importanceScore.',
    fix: 'Add importanceScore, or leave rankingHint out.',
    accepts: [{ importanceScore: 'low' }, undefined],
    rejects: lacking({ importanceScore: 'low' }, 'importanceScore'),
  },
  'rankingHint.importanceScore': {
    ...wrongMember,
    paths: ['/properties/*/rankingHint/importanceScore'],
    message: `importanceScore must be one of ${listOf(importanceScores)}.`,
    fix: 'Send "low", "medium", "high" or "veryHigh".',
    accepts: ['low', 'medium', 'high', 'veryHigh', 'unknownFutureValue'],
    rejects: ['default', 'very high', ''],
  },
  'schemaProperty.searchable': {
    ...propertyRule(),
    message: `A searchable property must be of type ${limits.textTypes.join(' or ')}.`,
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
    ...documented(sources.manageSchema),
    paths: ['/properties/*'],
    message: 'A property must not be both refinable and searchable.',
    fix: 'Keep isSearchable for what people type, isRefinable for what they filter by.',
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
    ...observed(sources.refinerReport),
    paths: ['/properties/*'],
    message: `A refinable property must not be of type ${limits.unrefinableTypes.join(', ')}.`,
    fix: 'Set isRefinable to false, or register the value as a string.',
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
    ...propertyRule(),
    message: `A property with isExactMatchRequired must be of type ${limits.textTypes.join(' or ')} and not searchable.`,
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
}));
