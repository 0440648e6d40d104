import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Builders, createBuilders } from '../../src/builders/index.ts';
import { graphErrorSchema, schemasFor } from '../../src/index.ts';

describe('the payloads', () => {
  test('createRequest holds every property that a client may write', () => {
    expect(Object.keys(createBuilders({ version: 'beta' }).createRequest()).toSorted()).toEqual([
      'activitySettings',
      'complianceSettings',
      'configuration',
      'connectorId',
      'contentCategory',
      'description',
      'enabledContentExperiences',
      'id',
      'name',
      'searchSettings',
    ]);
  });

  test('documentedCreateRequest holds the nine properties of the page', () => {
    expect(Object.keys(createBuilders({ version: 'beta' }).documentedCreateRequest()).toSorted()).toEqual([
      'activitySettings',
      'complianceSettings',
      'configuration',
      'connectorId',
      'description',
      'ingestedItemsCount',
      'name',
      'searchSettings',
      'state',
    ]);
  });

  test('minimalCreateRequest holds id, name and description', () => {
    expect(Object.keys(createBuilders({ version: 'beta' }).minimalCreateRequest())).toEqual([
      'id',
      'name',
      'description',
    ]);
  });

  test.for(['createRequest', 'largestCreateRequest', 'documentedCreateRequest', 'connection'] as const)(
    '%s on v1.0 leaves out what exists on beta only',
    (form) => {
      const names = Object.keys(createBuilders({ version: 'v1.0' })[form]());

      expect(names).not.toContain('complianceSettings');
      expect(names).not.toContain('enabledContentExperiences');
      expect(names).not.toContain('ingestedItemsCount');
      expect(names).toContain('searchSettings');
    },
  );

  test('largestCreateRequest reaches each limit', () => {
    const payload = createBuilders({ version: 'beta', seed: 5 }).largestCreateRequest();

    const templates = payload.searchSettings?.searchResultTemplates ?? [];
    expect(payload.id).toHaveLength(32);
    expect(payload.name).toHaveLength(128);
    expect(templates).toHaveLength(2);
    expect(templates.map(({ id }) => id.length)).toEqual([16, 16]);
    expect(templates.map(({ priority }) => priority)).toEqual([2147483647, 0]);
    expect(templates[0]?.rules?.map(({ operation }) => operation)).toEqual([
      'null',
      'equals',
      'notEquals',
      'contains',
      'notContains',
      'lessThan',
      'greaterThan',
      'startsWith',
    ]);
  });

  test('connection is as Graph returns it right after the create', () => {
    expect(createBuilders({ version: 'beta', seed: 1 }).connection()).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/beta/$metadata#external/connections/$entity',
      state: 'draft',
      ingestedItemsCount: null,
    });
  });

  test('graphError has the message of the code', () => {
    const error = createBuilders({ version: 'beta' }).graphError('NameAlreadyExists');

    expect(graphErrorSchema.parse(error)).toMatchObject({
      error: { code: 'NameAlreadyExists', message: 'The specified resource name already exists' },
    });
    expect(error.error.innerError?.date).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });
});

describe('realism', () => {
  const build = createBuilders({ version: 'beta', seed: 42 });

  test('company, id, name, description, host and template match', () => {
    expect(createBuilders({ version: 'beta', seed: 7 }).createRequest()).toMatchObject({
      id: 'reillykuvalishr',
      name: 'Reilly - Kuvalis HR',
      description: 'Connection to index the employee profiles of Reilly - Kuvalis',
      contentCategory: 'people',
      activitySettings: { urlToItemResolvers: [{ urlMatchInfo: { baseUrls: ['https://hr.reillykuvalis.example'] } }] },
      searchSettings: { searchResultTemplates: [{ id: 'employee' }] },
    });
  });

  test('a URL below a base URL matches its pattern, which fills each group of itemId', () => {
    for (let index = 0; index < 50; index += 1) {
      const { itemId, urlMatchInfo } = build.itemIdResolver();
      const pattern = new RegExp(`^${urlMatchInfo?.urlPattern}$`);
      const [path = ''] = fc.sample(fc.stringMatching(pattern), { numRuns: 1, seed: index });

      const url = new URL(path, urlMatchInfo?.baseUrls?.[0]);

      const groups = pattern.exec(url.pathname)?.groups ?? {};
      expect(itemId.replaceAll(/\{(\w+)\}/g, (_, group) => groups[group] ?? '{missing}')).not.toMatch(/[{}]/);
      expect(Object.keys(groups).every((group) => itemId.includes(`{${group}}`))).toBe(true);
    }
  });

  test('a layout is an Adaptive Card that the reference implementation reads without errors', () => {
    const cards = [
      ...Array.from({ length: 20 }, () => build.adaptiveCard()),
      ...Array.from({ length: 20 }, () => build.complianceSettings().eDiscoveryResultTemplates?.[0]?.layout),
    ];

    for (const layout of cards) {
      const context = new SerializationContext();
      const card = new AdaptiveCard();
      card.parse(layout, context);
      const problems = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index).message);
      expect(problems).toEqual([]);
      expect(card.getItemCount()).toBe(2);
    }
  });

  test('every nested type can be built by itself, and is valid in its place', () => {
    const payload = build.minimalCreateRequest();

    const result = schemasFor({ version: 'beta', profile: 'live' }).createRequest.safeParse({
      ...payload,
      configuration: build.configuration(),
      activitySettings: { urlToItemResolvers: [build.itemIdResolver({ urlMatchInfo: build.urlMatchInfo() })] },
      searchSettings: {
        searchResultTemplates: [build.displayTemplate({ layout: build.adaptiveCard(), rules: [build.propertyRule()] })],
      },
      complianceSettings: build.complianceSettings(),
    });

    expect(result.error).toBeUndefined();
  });
});

describe('seeds', () => {
  const everything = ({ graphError, item, ...others }: Builders) =>
    JSON.stringify([
      graphError('BadRequest'),
      item(others.schema()),
      ...Object.values(others).map((make: () => unknown) => make()),
    ]);

  test('the same seed gives the same bytes', () => {
    expect(everything(createBuilders({ version: 'beta', seed: 7 }))).toBe(
      everything(createBuilders({ version: 'beta', seed: 7 })),
    );
  });

  test('another seed gives other bytes', () => {
    expect(everything(createBuilders({ version: 'beta', seed: 8 }))).not.toBe(
      everything(createBuilders({ version: 'beta', seed: 7 })),
    );
  });

  test('two sets of builders are independent', () => {
    const alone = createBuilders({ version: 'beta', seed: 7 });
    const [first, second] = [
      createBuilders({ version: 'beta', seed: 7 }),
      createBuilders({ version: 'beta', seed: 8 }),
    ];
    const expected = [alone.createRequest(), alone.createRequest()];

    const got = [first.createRequest(), second.createRequest() && first.createRequest()];

    expect(got).toEqual(expected);
  });

  test.for([
    [-1, '-1'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    ['7' as unknown as number, '"7"'],
  ] as const)('a seed of %s is refused', ([seed, shown]) => {
    expect(() => createBuilders({ version: 'beta', seed })).toThrow(
      `The option seed is ${shown}. Use a whole number from 0.`,
    );
  });

  test('a version that does not exist is refused', () => {
    const version = 'v2.0' as 'beta';

    expect(() => createBuilders({ version })).toThrow('The option version is "v2.0". Use "beta" or "v1.0".');
  });
});
