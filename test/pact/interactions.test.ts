import { describe, expect, test } from 'vitest';
import { checkCreateRequest } from '../../src/index.ts';
import { interactionsFor } from '../../src/pact/index.ts';
import { exampleOf } from '../../src/pact/matcher.ts';

const keysOf = (options: Parameters<typeof interactionsFor>[0]) =>
  interactionsFor({ version: 'beta', ...options }).map(({ key }) => key);
const withKey = (key: string, options?: Parameters<typeof interactionsFor>[0]) => {
  const found = interactionsFor({ version: 'beta', ...options }).find((interaction) => interaction.key === key);
  if (!found) throw new Error(`No interaction has the key ${key}.`);
  return found;
};

describe('the interactions', () => {
  test('of beta cover creating with each member, every refusal, and the life of a connection', () => {
    expect(keysOf({ version: 'beta' })).toEqual([
      'create.minimal',
      'create.full',
      'create.connectorId',
      'create.configuration',
      'create.activitySettings',
      'create.searchSettings',
      'create.contentCategory',
      'create.complianceSettings',
      'create.enabledContentExperiences',
      'create.duplicate',
      'create.refusedId',
      'create.missingName',
      'create.withoutToken',
      'create.withoutPermission',
      'create.throttled',
      'create.unavailable',
      'get.found',
      'get.notFound',
      'list',
      'update',
      'delete',
      'schema.register',
      'schema.get',
      'operation.inProgress',
      'operation.completed',
      'item.put',
      'item.get',
      'item.notFound',
      'item.delete',
      'group.create',
      'member.add',
    ]);
  });

  test('of v1.0 are the same but for two settings that exist on beta alone', () => {
    const onV1 = new Set(keysOf({ version: 'v1.0' }));

    expect(keysOf({ version: 'beta' }).filter((key) => !onV1.has(key))).toEqual([
      'create.complianceSettings',
      'create.enabledContentExperiences',
    ]);
  });

  test('of profile documented are the creates that the live service refuses or responds to differently', () => {
    expect(keysOf({ profile: 'documented' })).toEqual(['create.withoutId', 'create.withoutName', 'create.pageExample']);
    expect(keysOf({ profile: 'documented', version: 'v1.0' })).toEqual(['create.withoutId', 'create.withoutName']);
  });

  test('are the same data each time', () => {
    expect(JSON.stringify(interactionsFor({ version: 'beta' }))).toBe(
      JSON.stringify(interactionsFor({ version: 'beta' })),
    );
  });

  test('have a description each that no other has', () => {
    const descriptions = interactionsFor({ version: 'beta' }).map(({ description }) => description);

    expect(new Set(descriptions).size).toBe(descriptions.length);
  });

  test('name the root of a national cloud where a response has a URL', () => {
    const { response } = withKey('schema.register', { version: 'v1.0', graphUrl: 'https://graph.microsoft.us' });

    expect(exampleOf(response.headers.Location)).toBe(
      'https://graph.microsoft.us/v1.0/external/connections/contosohr/operations/616bfeed-666f-4ce0-8cd9-058939010bfc',
    );
  });

  test('refuse a root with a path, naming it', () => {
    expect(() => interactionsFor({ version: 'beta', graphUrl: 'https://graph.microsoft.com/beta' })).toThrow(
      'The option graphUrl is "https://graph.microsoft.com/beta". Use an origin without a path, such as "https://graph.microsoft.com".',
    );
  });
});

describe('a create that is accepted', () => {
  const created = (['beta', 'v1.0'] as const).flatMap((version) =>
    interactionsFor({ version })
      .filter(({ response, operation }) => operation === 'createConnection' && response.status === 201)
      .map((interaction) => ({ version, ...interaction })),
  );

  test.for(created)('$key on $version sends what the live service accepts', ({ version, request }) => {
    expect(checkCreateRequest(exampleOf(request.body), { profile: 'live', version })).toEqual([]);
  });

  test.for(created)('$key on $version asserts the sure parts of the response, and never Location', ({ response }) => {
    expect(Object.keys(response.body as object)).toEqual([
      '@odata.context',
      'id',
      'name',
      'description',
      'state',
      'configuration',
    ]);
    expect(response.headers).not.toHaveProperty('Location');
  });
});

describe('a create that is refused', () => {
  test.for([
    ['create.duplicate', 409, 'NameAlreadyExists'],
    ['create.refusedId', 400, 'InvalidRequest'],
    ['create.missingName', 400, 'InvalidRequest'],
    ['create.withoutToken', 401, 'InvalidAuthenticationToken'],
    ['create.withoutPermission', 403, 'AccessDenied'],
    ['create.throttled', 429, 'TooManyRequests'],
    ['create.unavailable', 503, 'ServiceNotAvailable'],
  ] as const)('%s gets %i %s', ([key, status, code]) => {
    const { response } = withKey(key);

    expect(response).toMatchObject({ status, body: { error: { code } } });
  });

  test('without a token has no header Authorization, and gives the client no token', () => {
    const { request, input } = withKey('create.withoutToken');

    expect(Object.keys(request.headers)).toEqual(['Content-Type']);
    expect(input.accessToken).toBe('');
  });

  test('for throttling asks for a wait in seconds', () => {
    expect(withKey('create.throttled').response.headers['Retry-After']).toEqual({
      'pact:matcher:type': 'regex',
      regex: '^\\d+$',
      value: '1',
    });
  });
});
