import { limits } from './limits.ts';
import { typeAnnotation } from './model-rules.ts';
import { openQuestions, profilesWith } from './open-questions.ts';
import { ruleTable } from './rule.ts';
import { documented, inferred, metadata, observed, sources } from './sources.ts';
import { type PropertyType, propertyTypes } from './vocabulary.ts';

const wrongValue = { ...observed(sources.wrongTypeReport), error: 'valueMismatch' } as const;
const wrongForm = observed(sources.dateFormatReport);

/**
 * A schema with a property of each type, named after its type: what the samples of the rules on the values of an item
 * are made for. `title` is the property that every item of it has.
 */
export const everyTypeSchema = {
  baseType: limits.externalItemType as typeof limits.externalItemType,
  properties: [
    { name: 'title', type: 'string' as const, isSearchable: true, isRetrievable: true, labels: ['title' as const] },
    ...propertyTypes
      .filter((type) => type !== 'unknownFutureValue')
      .map((type) => ({ name: type, type, isRetrievable: true })),
  ],
};

const principal = { '@odata.type': '#microsoft.graph.externalConnectors.principal', upn: 'adele@contoso.com' };

const pathOf = (type: string) => `/properties/${type}`;
const valueRule = (type: PropertyType, kind: string) => ({
  ...wrongValue,
  paths: [pathOf(type)],
  message: `The value of a property of type ${type} must be ${kind}.`,
});
const collectionRule = (type: PropertyType, kind: string) => ({
  ...valueRule(type, `an array of ${kind}`),
  fix: `Send an array of ${kind}, even for a single one.`,
});
const named = ['int64', 'double', 'boolean', 'dateTime'].map(pathOf);

/** What the properties of an item must be by the schema of its connection. */
export const itemValueRules = ruleTable(() => ({
  'itemProperties.known': {
    ...observed(sources.unknownKeyReport),
    paths: ['/properties/nickname'],
    message: 'Every property of an item must be in the schema of its connection.',
    fix: 'Register the property, or correct its spelling.',
    accepts: [undefined],
    rejects: ['Contoso', null, 7],
  },
  'itemProperties.nameCase': {
    ...inferred(sources.publicConnectors),
    paths: ['/properties/Title'],
    message: 'The name of a property must be written as in the schema, in the same case.',
    fix: 'Use the case of the schema; the live service is taken to ignore it.',
    profiles: profilesWith(false, openQuestions.propertyNameCase),
    accepts: [undefined],
    rejects: ['Contoso', null],
  },
  'itemValue.string': {
    ...valueRule('string', 'a string'),
    fix: 'Send a JSON string.',
    accepts: ['', 'Contoso', null],
    rejects: [42, true, {}, ['Contoso']],
  },
  'itemValue.int64': {
    ...valueRule('int64', 'a whole number'),
    fix: 'Send a JSON number without a fraction, up to 9007199254740991, not in quotes.',
    accepts: [0, -1, 9007199254740991, null],
    rejects: ['158', 1.5, 9007199254740992, true, [1]],
  },
  'itemValue.double': {
    ...valueRule('double', 'a number'),
    fix: 'Send a JSON number, not in quotes.',
    accepts: [0, -1.5, 1e300, null],
    rejects: ['1.5', true, [1.5]],
  },
  'itemValue.boolean': {
    ...valueRule('boolean', 'true or false'),
    fix: 'Send true or false, not in quotes.',
    accepts: [true, false, null],
    rejects: ['true', 1, []],
  },
  'itemValue.dateTime': {
    ...valueRule('dateTime', 'a string'),
    fix: 'Send a date such as "2020-03-21T01:31:50Z".',
    accepts: ['2020-03-21T01:31:50.1+00:00', null],
    rejects: [1584754310, true, {}],
  },
  'itemValue.empty': {
    ...wrongForm,
    paths: named,
    message: 'The value of a property of type int64, double, boolean or dateTime must not be an empty string.',
    fix: 'Send null, or leave the property out.',
    accepts: [null],
    rejects: [''],
  },
  'itemValue.dateFormat': {
    ...wrongForm,
    paths: [pathOf('dateTime'), `${pathOf('dateTimeCollection')}/*`],
    message: 'A date must have the form of ISO 8601 with a time zone.',
    fix: 'Send a date such as "2020-03-21T01:31:50Z".',
    accepts: ['2020-03-21T01:31:50.1+00:00', '2020-03-21T01:31:50Z', '0001-01-01T00:00:00+00:00'],
    rejects: [
      '2020-03-21',
      '5/7/1998',
      '2020-03-21T01:31:50',
      '2020-13-21T01:31:50Z',
      '2020-04-31T01:31:50Z',
      '2021-02-29T01:31:50Z',
    ],
  },
  'itemValue.stringCollection': {
    ...collectionRule('stringCollection', 'strings'),
    accepts: [[], ['payment', ''], null],
    rejects: ['payment', [7], [null], {}],
  },
  'itemValue.int64Collection': {
    ...collectionRule('int64Collection', 'whole numbers'),
    accepts: [[], [1, 2], null],
    rejects: [1, ['1'], [1.5]],
  },
  'itemValue.doubleCollection': {
    ...collectionRule('doubleCollection', 'numbers'),
    accepts: [[], [1, 2.5], null],
    rejects: [1.5, ['1.5'], [true]],
  },
  'itemValue.dateTimeCollection': {
    ...collectionRule('dateTimeCollection', 'strings'),
    fix: 'Send an array of dates, even for a single one.',
    accepts: [[], ['2020-03-21T01:31:50Z'], null],
    rejects: ['2020-03-21T01:31:50Z', [1584754310]],
  },
  'itemValue.principal': {
    ...valueRule('principal', 'an object with properties of the type principal'),
    ...metadata,
    fix: 'Send an object such as { "@odata.type": "#microsoft.graph.externalConnectors.principal", "upn": "…" }.',
    accepts: [principal, { ...principal, email: null }, { upn: 'adele@contoso.com' }, null],
    rejects: ['adele@contoso.com', { ...principal, upn: 7 }, { ...principal, name: 'Adele' }, [principal]],
  },
  'principal.typeName': typeAnnotation('principal', [pathOf('principal')]),
  'itemValue.principalCollection': {
    ...valueRule('principalCollection', 'an array of principals'),
    ...metadata,
    fix: 'Send an array, even for a single principal.',
    accepts: [[], [principal], null],
    rejects: [principal, 'adele@contoso.com', {}],
  },
  'itemValue.annotation': {
    ...inferred(sources.manageItems),
    paths: [pathOf('string'), ...named].map((path) => `${path}@odata.type`),
    message: 'The type annotation of a property, where sent, must name the type of the property.',
    fix: 'Correct the annotation, or leave it out.',
    accepts: [undefined],
    rejects: ['Collection(String)', 'Guid', '', 7, null],
    error: 'deserialization',
  },
  'itemValue.collectionAnnotation': {
    ...documented(sources.putItemPage),
    paths: [`${pathOf('stringCollection')}@odata.type`],
    message: 'The type annotation of a collection, where sent, must name the type of the collection.',
    fix: 'Send "Collection(String)", "Collection(Int64)", "Collection(Double)" or "Collection(DateTimeOffset)".',
    accepts: ['Collection(String)', '#Collection(String)', '#Collection(Edm.String)', undefined],
    rejects: ['String', 'Collection(Int64)', 'Collection(string', 7],
    error: 'deserialization',
  },
}));
