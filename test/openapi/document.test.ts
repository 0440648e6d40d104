import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { errorResponses, type Profile, rules } from '../../src/index.ts';
import { apiVersions, asRecord, holds, matchOperation, operationNames, withDefaults } from '../../src/rules/index.ts';
import { operationsIn, readDocument } from './document.ts';

/** Without HEAD, which every GET has. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What the emulator does with a request: the operation, or the kind of a path without one. */
function routed(method: string, path: string): string {
  const route = matchOperation(method, `https://graph.microsoft.com${path.replaceAll(/\{\w+\}/g, 'x')}`);
  return route.kind === 'operation' ? route.operation : route.kind;
}

const profiles = ['live', 'documented'] as const;

/** Every object in the JSON. */
function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  const object = asRecord(value);
  if (object) yield object;
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* objectsIn(inner);
}

describe.for(profiles)('the OpenAPI document of profile %s', (profile) => {
  const document = readDocument(profile);

  test('is valid OpenAPI 3.1, by an independent validator', async () => {
    const validator = new Validator();

    const result = await validator.validate({ ...readDocument(profile) });

    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('names the three national roots that have the operation', () => {
    expect(document.servers).toEqual([
      { url: 'https://graph.microsoft.com' },
      { url: 'https://graph.microsoft.us' },
      { url: 'https://dod-graph.microsoft.us' },
    ]);
  });

  test('has each method on each of its paths that the emulator serves, and no other', () => {
    const served = Object.keys(document.paths).flatMap((path) =>
      methods
        .filter((method) => [...operationNames, 'batch'].includes(routed(method, path)))
        .map((method) => `${method} ${path}`),
    );

    expect([...operationsIn(document).keys()].toSorted()).toEqual(served.toSorted());
  });

  test.for(['v1.0', 'beta'])('has every operation of the kit on %s, but for the quota on v1.0', (version) => {
    const documented = [...operationsIn(document).keys()]
      .map((key) => key.split(' ') as [string, string])
      .filter(([, path]) => path.startsWith(`/${version}/`))
      .map(([method, path]) => routed(method, path));

    const expected = [...operationNames, 'batch'].filter((name) => version === 'beta' || name !== 'getQuota');
    expect([...new Set(documented)].toSorted()).toEqual(expected.toSorted());
  });

  test('gives no two operations the same id', () => {
    const ids = [...operationsIn(document).values()].map(({ operationId }) => operationId);

    expect(ids).toHaveLength(2 * operationNames.length + 3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('declares the tags of its operations', () => {
    const used = [...operationsIn(document).values()].flatMap(({ tags }) => tags);

    expect(document.tags.map(({ name }) => name)).toEqual(['v1.0', 'beta']);
    expect([...new Set(used)]).toEqual(['v1.0', 'beta']);
  });

  test('names components of schemas, parameters and responses as generators name classes', () => {
    const { schemas, parameters, responses } = document.components;
    const names = [schemas, parameters, responses].flatMap((components) => Object.keys(components));

    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['ExternalConnection', 'CreateConnectionRequest', 'GraphError']));
    expect(names).toEqual(expect.arrayContaining(['ExternalConnectionBeta', 'BadRequest', 'NotFound']));
  });

  test('has a component for each body of a request or a response', () => {
    const contents = [...objectsIn(document)].map(({ content }) => content).filter(isJsonContent);
    const bare = contents.filter((content) => !/^#\/components\/schemas\/\w+$/.test(schemaIn(content)));

    expect(contents.length).toBeGreaterThan(50);
    expect(bare).toEqual([]);
  });

  test('declares each property of the examples of its responses', () => {
    const declared = (schema: unknown): string[] => {
      const { $ref = '', allOf = [], properties = {} } = asRecord(schema) ?? {};
      const named = document.components.schemas[String($ref).split('/').at(-1) ?? ''];
      return [
        ...Object.keys(properties ?? {}),
        ...[named, ...(allOf as unknown[])].flatMap((one) => (one ? declared(one) : [])),
      ];
    };
    const contents = [...operationsIn(document).values()].flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ content }) => content?.['application/json'] ?? []),
    );
    const undeclared = contents.flatMap(({ schema, examples }) =>
      Object.values(examples ?? {}).flatMap(({ value }) =>
        Object.keys(value).filter((name) => !declared(schema).includes(name)),
      ),
    );

    expect(contents.length).toBeGreaterThan(20);
    expect(undeclared).toEqual([]);
  });

  test('has a schema for each object within a schema that has properties', () => {
    const nested = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      [...objectsIn(schema)]
        .filter((part) => part !== schema && part.type === 'object' && asRecord(part.properties))
        .map(() => name),
    );
    // A layout is JSON of any form, of which the version alone is checked; a new connection has its id for certain.
    const known = /^(DisplayTemplateRequest|NewExternalConnection)(Beta)?$/;

    expect(nested.filter((name) => !known.test(name))).toEqual([]);
  });

  test('has one schema for every error response, whose message clients print', () => {
    const { responses, schemas } = document.components;

    const used = Object.values(responses).map(({ content }) => schemaIn(content));

    expect([...new Set(used)]).toEqual(['#/components/schemas/GraphError']);
    expect(schemas.GraphError).toHaveProperty('properties.error.$ref', '#/components/schemas/MainError');
    expect(schemas.MainError).toHaveProperty('properties.message', {
      type: 'string',
      'x-ms-primary-error-message': true,
    });
  });

  test('has the status of each rule of an operation, the code in its description and an example of the error', () => {
    const missing: string[] = [];

    for (const [key, { responses }] of operationsIn(document)) {
      const [method = '', path = ''] = key.split(' ');
      for (const { id, operations, error, profiles: inProfiles } of rules) {
        if (!inProfiles.includes(profile) || !operations.some((one) => one === routed(method, path))) continue;
        const { status, code } = errorResponses[error];
        const { $ref = '', description = '' } = responses[status] ?? {};
        const shared = document.components.responses[$ref.replace('#/components/responses/', '')];
        const examples = shared?.content?.['application/json'].examples ?? {};
        if (!description.includes(code) || !(error in examples)) missing.push(`${key}: ${id}`);
      }
    }

    expect(missing).toEqual([]);
  });

  test('lists evidence, source and error of each rule that it cites', () => {
    const cited = JSON.stringify(document).matchAll(/\[(\w+\.\w+)\]/g);

    const missing = [...cited].map(([, id = '']) => id).filter((id) => !document['x-rules'][id]);

    expect(missing).toEqual([]);
    expect(document['x-rules']).toHaveProperty(['id.reserved'], {
      evidence: 'documented',
      source: 'connectionPageInAnyCase',
      error: 'malformed',
    });
    expect(document).toHaveProperty(
      ['x-sources', 'connectionPage'],
      expect.stringContaining('https://learn.microsoft'),
    );
  });

  test('cites every rule that holds where no switch is turned', () => {
    const text = JSON.stringify(document);
    const inForce = rules.filter((rule) =>
      apiVersions.some((version) => holds(rule, withDefaults({ profile, version }))),
    );

    const uncited = inForce.map(({ id }) => id).filter((id) => !text.includes(`[${id}]`));

    expect(uncited).toEqual([]);
  });
});

test('each document says which profile it has, and the reading pattern of its connection ids', () => {
  const pattern = (profile: Profile) => asRecord(readDocument(profile).components.parameters.ConnectionId?.schema);

  expect(profiles.map((profile) => readDocument(profile)['x-profile'])).toEqual(profiles);
  expect(pattern('live')?.pattern).toBe('^[A-Za-z0-9]{3,32}$');
  expect(String(pattern('documented')?.pattern)).toContain('{12})$');
});

/** The reference of the schema in a content of JSON. */
function schemaIn(content: unknown): string {
  return String(asRecord(asRecord(asRecord(content)?.['application/json'])?.schema)?.$ref);
}

/** Whether the content of a request or a response, and not a property of an item with that name. */
function isJsonContent(content: unknown): boolean {
  return asRecord(content)?.['application/json'] !== undefined;
}
