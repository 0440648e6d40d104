import { describe, expect, test } from 'vitest';
import { invalidSchemaRequests } from '../../src/builders/index.ts';
import { checkSchemaRequest, errorResponses, rules, schemasFor } from '../../src/index.ts';

const versions = ['beta', 'v1.0'] as const;

describe('invalidSchemaRequests', () => {
  test.for(versions)('on %s, has each rule on the body of a schema', (version) => {
    const expected = rules
      .filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.includes('updateSchema'))
      .filter((rule) => rule.versions.includes(version) && rule.profiles.includes('documented'))
      .map(({ id }) => id);

    const seen = new Set(invalidSchemaRequests({ profile: 'documented', version }).map(({ rule }) => rule));

    expect([...seen]).toEqual(expected);
  });

  test.for(versions)('on %s, breaks the rule that it names first, with the status and code of that rule', (version) => {
    const differing = invalidSchemaRequests({ profile: 'documented', version }).filter(
      ({ rule, body, status, code }) => {
        const [first] = checkSchemaRequest(body, { profile: 'documented', version });
        const response = errorResponses[rules.find(({ id }) => id === rule)?.error ?? 'malformed'];
        return first?.rule !== rule || response.status !== status || response.code !== code;
      },
    );

    expect(differing).toEqual([]);
  });

  test.for(versions)('on %s, is refused by the schema', (version) => {
    const { schemaRequest } = schemasFor({ profile: 'documented', version });

    expect(
      invalidSchemaRequests({ profile: 'documented', version }).filter(
        ({ body }) => schemaRequest.safeParse(body).success,
      ),
    ).toEqual([]);
  });

  test.for(versions)('on %s, no two titles are equal', (version) => {
    const titles = invalidSchemaRequests({ profile: 'documented', version }).map(({ title }) => title);

    expect(new Set(titles).size).toBe(titles.length);
  });

  test('differs by profile in the names and the agreement of labels alone', () => {
    const rulesOf = (profile: 'documented' | 'live') =>
      new Set(invalidSchemaRequests({ version: 'beta', profile }).map(({ rule }) => rule));

    const [live, documented] = [rulesOf('live'), rulesOf('documented')];
    const inOne = [...live, ...documented].filter((rule) => !live.has(rule) || !documented.has(rule));

    expect(inOne.toSorted()).toEqual([
      'baseType.ofPage',
      'schemaProperty.labelOfPage',
      'schemaProperty.labelRetrievable',
      'schemaProperty.labelType',
    ]);
  });

  test('patches the schema of the connection contosohr', async () => {
    const [entry] = invalidSchemaRequests({ profile: 'documented', version: 'v1.0' });

    expect(entry?.request.method).toBe('PATCH');
    expect(entry?.request.url).toBe('https://graph.microsoft.com/v1.0/external/connections/contosohr/schema');
    expect(entry?.request.headers.get('Content-Type')).toBe('application/json');
    expect(await entry?.request.json()).toEqual(entry?.body);
  });

  test('returns bodies that share no objects', () => {
    const bodies = invalidSchemaRequests({ profile: 'documented', version: 'beta' }).map(
      ({ body }) => body as { properties?: { name: string }[] } | null,
    );
    const [first, second] = bodies.filter((body) => body?.properties?.[0]?.name);
    if (first?.properties?.[0]) first.properties[0].name = 'changed';

    expect(second?.properties?.[0]?.name).not.toBe('changed');
  });
});
