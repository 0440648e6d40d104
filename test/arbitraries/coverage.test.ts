import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activitySettings,
  complianceSettings,
  configuration,
  createRequest,
  schemaRequest,
  searchSettings,
} from '../../src/arbitraries/index.ts';
import { createExternalConnectionSchema } from '../../src/index.ts';
import { contexts } from './contexts.ts';

const seeded = { numRuns: 3000, seed: 4 };
const requests = fc.sample(createRequest({ version: 'beta', profile: 'live' }), seeded);
const schemas = fc.sample(schemaRequest({ version: 'beta' }), { numRuns: 1000, seed: 4 });
const properties = schemas.flatMap((schema) => schema.properties);
const templates = requests.flatMap(({ searchSettings }) => searchSettings?.searchResultTemplates ?? []);
const resolvers = requests.flatMap(({ activitySettings }) => activitySettings?.urlToItemResolvers ?? []);

describe('create requests reach', () => {
  test.for<[string, (request: (typeof requests)[number]) => boolean]>([
    ['an id of 3 characters', ({ id }) => id?.length === 3],
    ['an id of 32 characters', ({ id }) => id?.length === 32],
    ['an id that begins almost like Microsoft', ({ id }) => id === 'Microsof'],
    ['an id that is almost reserved', ({ id }) => id === 'Exchanges'],
    ['an empty name', ({ name }) => name === ''],
    ['a name of 128 characters', ({ name }) => name?.length === 128],
    ['a name outside ASCII', ({ name }) => /[^\0-\x7f]/.test(name ?? '')],
    ['a name of 128 characters outside ASCII', ({ name }) => /^[^\0-\x7f]{128}$/.test(name ?? '')],
    ['a description that is null', ({ description }) => description === null],
    ['settings that are null', ({ searchSettings }) => searchSettings === null],
    ['two templates', ({ searchSettings }) => searchSettings?.searchResultTemplates?.length === 2],
    ['no template', ({ searchSettings }) => searchSettings?.searchResultTemplates?.length === 0],
    ['templates that are null', ({ searchSettings }) => searchSettings?.searchResultTemplates === null],
    ['an enum member in another case', ({ state }) => /^[A-Z]/.test(state ?? '')],
    ['the sentinel of an enum', ({ contentCategory }) => contentCategory === 'unknownFutureValue'],
    ['several flags in one string', ({ enabledContentExperiences }) => /,/.test(enabledContentExperiences ?? '')],
    ['an undeclared property of the open type', ({ configuration }) => 'extension' in (configuration ?? {})],
    ['an annotation with #', (request) => request['@odata.type']?.startsWith('#') ?? false],
    ['an annotation without #', (request) => request['@odata.type']?.startsWith('microsoft') ?? false],
  ])('%s', ([, isReached]) => {
    expect(requests.some(isReached)).toBe(true);
  });
});

describe('their settings and schemas reach', () => {
  test.for<[string, boolean]>(
    [
      ['a template id of 1 character', templates.some(({ id }) => id.length === 1)],
      ['a template id of 16 characters', templates.some(({ id }) => id.length === 16)],
      ['priority 0', templates.some(({ priority }) => priority === 0)],
      ['priority 2147483647', templates.some(({ priority }) => priority === 2147483647)],
      ['a layout that is not an Adaptive Card', templates.some(({ layout }) => !('type' in layout))],
      ['property rules that are null', templates.some(({ rules }) => rules === null)],
      [
        'a pattern with a named group',
        resolvers.some(({ urlMatchInfo }) => /\?</.test(urlMatchInfo?.urlPattern ?? '')),
      ],
      ['a resolver of a priority below 0', resolvers.some(({ priority }) => (priority ?? 0) < 0)],
      ['a property name of 1 character', properties.some(({ name }) => name.length === 1)],
      ['a property name of 32 characters', properties.some(({ name }) => name.length === 32)],
      ['an alias of 32 characters', properties.some(({ aliases }) => aliases?.some(({ length }) => length === 32))],
      ['a description of 200 characters', properties.some(({ description }) => description?.length === 200)],
      ['a searchable property', properties.some(({ isSearchable }) => isSearchable === true)],
      ['a flag as a string', properties.some(({ isQueryable }) => typeof isQueryable === 'string')],
      ['an exactly matched property', properties.some(({ isExactMatchRequired }) => isExactMatchRequired === true)],
      ['a label behind the sentinel', properties.some(({ labels }) => labels?.includes('personWorkPositions'))],
    ].map(([title, reached]) => [String(title), reached === true]),
  )('%s', ([, reached]) => {
    expect(reached).toBe(true);
  });

  test('schemas of 1 and of 128 properties', () => {
    const sizes = new Set(schemas.map((schema) => schema.properties.length));

    expect([sizes.has(1), sizes.has(128), Math.max(...sizes)]).toEqual([true, true, 128]);
  });
});

test.for(contexts)('every optional property is present and is absent in $profile, $version', (context) => {
  const bodies = fc.sample(createRequest(context), { numRuns: 300, seed: 4 });
  const optional = Object.keys(createExternalConnectionSchema.shape)
    .filter((name) => context.profile === 'documented' || !['id', 'name'].includes(name))
    .filter((name) => context.version === 'beta' || !betaOnly.includes(name));

  const always = optional.filter((name) => bodies.every((body) => Object.hasOwn(body, name)));
  const never = optional.filter((name) => !bodies.some((body) => Object.hasOwn(body, name)));

  expect({ always, never }).toEqual({ always: [], never: [] });
});

const betaOnly = ['ingestedItemsCount', 'complianceSettings', 'enabledContentExperiences'];

test('the arbitraries of settings are valid in a create request', () => {
  const settings = fc.record({
    activitySettings: activitySettings({ version: 'beta' }),
    searchSettings: searchSettings({ version: 'beta' }),
    complianceSettings: complianceSettings(),
    configuration: configuration({ version: 'beta' }),
  });

  void fc.assert(
    fc.property(settings, (body) => createExternalConnectionSchema.safeParse(body).success),
    { numRuns: 300, seed: 4 },
  );
});

test('the same seed gives the same bytes, another seed others', () => {
  const bytes = (seed: number) =>
    JSON.stringify(fc.sample(createRequest({ profile: 'documented', version: 'beta' }), { numRuns: 50, seed }));

  expect(bytes(7)).toBe(bytes(7));
  expect(bytes(7)).not.toBe(bytes(8));
});
