import { describe, expect, test } from 'vitest';
import { errorResponses, openQuestions, rules } from '../../src/index.ts';
import { placesIn, placesWhere, type RuleId, ruleOf } from '../../src/rules/index.ts';

describe('the table of rules', () => {
  test('says where to look where a rule is asked for that it does not have', () => {
    expect(() => ruleOf('id.lenght' as RuleId)).toThrow(
      new TypeError('No rule has the id "id.lenght". The table "rules" lists them.'),
    );
  });

  test('names no rule twice', () => {
    const ids = rules.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test.for(rules)('$id has sentences, a source, places, a response, and samples both ways', (rule) => {
    expect(rule.id).toMatch(/^[a-zA-Z0-9]+\.[a-zA-Z0-9]+$/);
    expect(rule.message).toMatch(/^\S.*\.$/);
    expect(rule.fix).toMatch(/^\S.*\.$/);
    expect(rule.source).not.toBe('');
    expect(rule.paths).not.toEqual([]);
    expect(rule.profiles).not.toEqual([]);
    expect(rule.versions).not.toEqual([]);
    expect(errorResponses[rule.error].status).toBeGreaterThanOrEqual(400);
    if (rule.checkedBy !== 'tenant') {
      expect(rule.accepts.length).toBeGreaterThan(0);
      expect(rule.rejects.length).toBeGreaterThan(0);
    }
  });

  test('checks the JSON type of every place that the metadata declares', () => {
    const typed = new Set(
      rules.filter(({ id }) => /^json\.|\.object$|^itemIdResolver/.test(id)).flatMap(({ paths }) => paths),
    );

    expect(placesWhere(() => true).filter((place) => !typed.has(place))).toEqual([]);
  });

  test('checks the JSON type of every place in a schema that the metadata declares', () => {
    const typed = new Set(
      rules.filter(({ id }) => /^schema\.|\.object$|^baseType\.string$/.test(id)).flatMap(({ paths }) => paths),
    );

    expect(placesWhere(() => true, 'schema').filter((place) => !typed.has(place))).toEqual([]);
  });

  test('lists every place in a schema', () => {
    expect(placesWhere(() => true, 'schema')).toEqual([
      '/id',
      '/baseType',
      '/properties',
      '/properties/*',
      '/properties/*/aliases',
      '/properties/*/aliases/*',
      '/properties/*/description',
      '/properties/*/isExactMatchRequired',
      '/properties/*/isQueryable',
      '/properties/*/isRefinable',
      '/properties/*/isRetrievable',
      '/properties/*/isSearchable',
      '/properties/*/labels',
      '/properties/*/labels/*',
      '/properties/*/name',
      '/properties/*/rankingHint',
      '/properties/*/rankingHint/importanceScore',
      '/properties/*/type',
    ]);
  });

  test('leaves out on v1.0 the places that exist on beta only', () => {
    const paths = ['/complianceSettings/eDiscoveryResultTemplates', '/properties/*/rankingHint/importanceScore', '/id'];

    expect(placesIn({ paths, versions: ['beta', 'v1.0'] }, 'v1.0')).toEqual(['/id']);
    expect(placesIn({ paths, versions: ['v1.0'] }, 'v1.0')).toEqual(paths);
    expect(placesIn({ paths, versions: ['beta', 'v1.0'] }, 'beta')).toEqual(paths);
  });

  test('lists every nested place down to property rules and URL matching', () => {
    expect(placesWhere(() => true)).toEqual(
      expect.arrayContaining([
        '/activitySettings/urlToItemResolvers/*/urlMatchInfo/baseUrls/*',
        '/activitySettings/urlToItemResolvers/*/urlMatchInfo/urlPattern',
        '/searchSettings/searchResultTemplates/*/rules/*/valuesJoinedBy',
        '/searchSettings/searchResultTemplates/*/rules/*/values/*',
        '/complianceSettings/eDiscoveryResultTemplates/*/rules/*/operation',
        '/configuration/authorizedAppIds/*',
      ]),
    );
  });

  test('starts with the transport and ends with the tenant, as the service is taken to check', () => {
    const checks = rules.map(({ checkedBy }) => checkedBy);

    expect(checks.lastIndexOf('gateway')).toBeLessThan(checks.indexOf('body'));
    expect(checks.lastIndexOf('body')).toBeLessThan(checks.indexOf('tenant'));
  });
});

describe('the open questions', () => {
  test('are numbered without a gap, for their numbers stay', () => {
    const numbers = Object.values(openQuestions).map(({ number }) => number);

    expect(numbers).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
  });
});
