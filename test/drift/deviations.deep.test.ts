import { describe, expect, test } from 'vitest';
import { invalidCreateRequests } from '../../src/builders/index.ts';
import { fakeToken, openQuestions } from '../../src/rules/index.ts';
import { type Deviation, graphError, type Instead, linesOf, runAgainst, withBody } from './tenant.ts';

const isCreate = (method: string, path: string) => method === 'POST' && path.endsWith('/external/connections');

/** An error with the headers of the response that it stands for. */
const error = (response: Response, ...[status, code, message, inner]: Parameters<typeof graphError>) =>
  graphError(status, code, message, inner)
    .text()
    .then((text) => new Response(text, { status, headers: response.headers }));

/** Creates what the emulator would refuse. */
const accepts =
  (test: (id: string) => boolean): Deviation =>
  ({ method, path, body, response, graph }) => {
    const { id, name, description } = body;
    if (!isCreate(method, path) || response.status < 400 || typeof id !== 'string' || !test(id)) return undefined;
    const connection = { id, name: String(name), description: String(description), state: 'draft' as const };
    graph.put(connection);
    return Response.json(connection, { status: 201, headers: response.headers });
  };

/** Answers an accepted create otherwise. */
const created =
  (change: (body: Record<string, unknown>) => unknown): Deviation =>
  async ({ method, path, response }) =>
    isCreate(method, path) && response.status === 201 ? await withBody(response, change) : undefined;

/** Refuses a create, and undoes it. */
const refuses =
  (isBad: (body: Readonly<Record<string, unknown>>) => boolean, status = 400, code = 'InvalidRequest'): Deviation =>
  async ({ method, path, body, response, graph }) => {
    if (!isCreate(method, path) || response.status !== 201 || !isBad(body)) return undefined;
    await graph.fetch(`https://graph.microsoft.com${path}/${body.id}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer opaque-access-token' },
    });
    return await error(response, status, code);
  };

/** Keeps a connection of an id in capitals beside the one that has it in small letters. */
const twin: Instead = ({ method, path, body }) => {
  const headers = { 'Content-Type': 'application/json' };
  if (isCreate(method, path) && /^ECTK/.test(String(body.id))) return Response.json(body, { status: 201, headers });
  if (!path.includes('/ECTK')) return undefined;
  return method === 'DELETE' ? new Response(null, { status: 202 }) : graphError(404, 'ItemNotFound');
};

const withoutHeader =
  (name: string): Deviation =>
  ({ response: { status, headers, body } }) => {
    const rest = new Headers(headers);
    rest.delete(name);
    return new Response(body, { status, headers: rest });
  };

const template = (body: Readonly<Record<string, unknown>>) =>
  Object(Object(body.searchSettings).searchResultTemplates)[0];

test('a tenant that responds as the kit does has no difference, and no connection is left', {
  timeout: 240_000,
}, async () => {
  const { report, graph } = await runAgainst({ rules: [] });

  // The life of a connection, the limits from inside and the open questions; then the catalogue.
  const asked = 20 + invalidCreateRequests({ version: 'beta', profile: 'live' }).length;
  expect(report).toMatchObject({ mode: 'tenant', version: 'beta', sent: asked, differences: [], leftovers: [] });
  expect(report).not.toHaveProperty('incomplete');
  expect(graph.connections).toEqual([]);
});

test('the same on v1.0, with a schema', { timeout: 120_000 }, async () => {
  const { report, graph } = await runAgainst({ version: 'v1.0', withSchema: true, rules: ['settings.betaOnly'] });

  expect(report).toMatchObject({ version: 'v1.0', differences: [], leftovers: [] });
  expect(graph.connections).toEqual([]);
});

describe('a tenant that', { timeout: 120_000 }, () => {
  const deviations: readonly (readonly [string, Parameters<typeof runAgainst>[0], readonly string[]])[] = [
    [
      'responds to an id with a hyphen with another status',
      {
        rules: ['id.alphanumeric'],
        deviation: ({ body, response }) =>
          body.id === 'contoso-hr' ? error(response, 422, 'InvalidRequest') : undefined,
      },
      ['status of malformed changed: breaking, service'],
    ],
    [
      'responds to an id with a hyphen with another code',
      {
        rules: ['id.alphanumeric'],
        deviation: ({ body, response }) => (body.id === 'contoso-hr' ? error(response, 400, 'BadRequest') : undefined),
      },
      ['code of malformed changed: breaking, service'],
    ],
    [
      'responds to an id with a hyphen with another message',
      {
        rules: ['id.alphanumeric'],
        deviation: ({ body, response }) =>
          body.id === 'contoso-hr' ? error(response, 400, 'InvalidRequest', 'Bad id.') : undefined,
      },
      ['message of malformed changed: minor, service'],
    ],
    [
      'responds to an unknown property without an inner code',
      {
        rules: ['property.known'],
        deviation: ({ body, response }) =>
          Object.hasOwn(body, 'nickname') ? error(response, 400, 'InvalidRequest') : undefined,
      },
      ['inner code of deserialization changed: notable, kit'],
    ],
    [
      'accepts a hyphen in an id',
      {
        rules: ['id.alphanumeric'],
        deviation: accepts((id) => id === 'contoso-hr'),
      },
      ['id.alphanumeric changed: notable, documentation'],
    ],
    [
      'accepts a reserved id in another letter case',
      {
        rules: ['id.reserved'],
        deviation: accepts((id) => id === 'sharepoint'),
      },
      ['id.reserved changed: notable, kit, question 11'],
    ],
    [
      'accepts an enum member that the metadata lacks',
      {
        rules: ['contentCategory.member'],
        deviation: ({ body, ...meeting }) =>
          body.contentCategory === 'tickets' ? accepts(() => true)({ body, ...meeting }) : undefined,
      },
      ['contentCategory.member changed: notable, metadata'],
    ],
    [
      'refuses a name of 128 characters',
      {
        deviation: refuses(({ name }) => String(name).length === 128),
      },
      ['name.length changed: breaking, documentation'],
    ],
    [
      'wants a description',
      { options: { strictDescription: true } },
      ['no description changed: breaking, kit, question 1'],
    ],
    [
      'returns a state of null',
      { deviation: created((body) => ({ ...body, state: null })) },
      ['response, state changed: breaking, documentation, question 3'],
    ],
    ['distinguishes ids by case', { instead: twin }, ['id.unique, in another case changed: notable, kit, question 11']],
    [
      'sends no Location',
      { deviation: withoutHeader('location') },
      ['header Location removed: minor, kit, question 6'],
    ],
    [
      'does not send client-request-id back',
      { deviation: withoutHeader('client-request-id') },
      ['header client-request-id removed: notable, documentation'],
    ],
    [
      'sends WWW-Authenticate',
      { rules: ['token.present'], options: { wwwAuthenticate: true } },
      ['header WWW-Authenticate added: minor, kit, question 13'],
    ],
    [
      'returns one more property',
      { deviation: created((body) => ({ ...body, tenantId: 'x' })) },
      ['response, tenantId added: minor, metadata'],
    ],
    [
      'returns no contentCategory',
      { deviation: created(({ contentCategory, ...body }) => body) },
      ['response, contentCategory removed: minor, kit, question 5'],
    ],
    [
      'loses the description',
      { deviation: created((body) => ({ ...body, description: null })) },
      ['response, description changed: breaking, documentation'],
    ],
    [
      'refuses priority 0',
      { deviation: refuses((body) => template(body)?.priority === 0) },
      ['a template of priority 0 changed: breaking, kit, question 18'],
    ],
    [
      'refuses a template id of 16 characters',
      { deviation: refuses((body) => template(body)?.id === 'aaaaaaaaaaaaaaaa') },
      ['a template id of 16 characters changed: breaking, kit, question 17'],
    ],
    [
      'refuses a display name that is taken',
      {
        deviation: refuses(({ id }) => String(id).endsWith('003'), 409, 'NameAlreadyExists'),
      },
      ['create with a name that is taken changed: breaking, kit, question 10'],
    ],
    [
      'minds the letter case of enum members',
      { deviation: refuses(({ contentCategory }) => contentCategory === 'CRM') },
      ['an enum member in capitals changed: breaking, kit, question 22'],
    ],
    [
      'refuses what the service computes',
      { options: { rejectReadOnly: true } },
      [
        'state is sent changed: breaking, kit, question 7',
        'ingestedItemsCount is sent changed: breaking, kit, question 7',
      ],
    ],
    [
      'takes an array of experiences',
      { rules: ['enabledContentExperiences.form'], options: { experiencesAsArray: true } },
      [
        'code of valueMismatch changed: breaking, service, question 9',
        'enabledContentExperiences.form changed: notable, documentation, question 9',
      ],
    ],
    [
      'refuses settings of beta on v1.0',
      { version: 'v1.0', rules: ['settings.betaOnly'], options: { betaSettingsOnV1: false } },
      [
        'settings.betaOnly changed: breaking, metadata, question 8',
        'code of valueMismatch changed: breaking, service, question 8',
      ],
    ],
    [
      'has another code for what is not there',
      {
        deviation: ({ response }) =>
          response.status === 404 ? error(response, 404, 'NotFound', 'The resource could not be found.') : undefined,
      },
      [
        'code of connectionUnknown changed: breaking, service, question 15',
        'code of schemaMissing changed: breaking, service',
      ],
    ],
    [
      'responds to an update with 200',
      {
        deviation: ({ method, response }) =>
          method === 'PATCH' ? new Response(null, { status: 200, headers: response.headers }) : undefined,
      },
      ['update changed: breaking, documentation'],
    ],
    [
      'takes over a state that is sent',
      {
        deviation: async ({ body, response }) =>
          body.state === 'ready' ? await withBody(response, (own) => ({ ...own, state: 'ready' })) : undefined,
      },
      ['response, state changed: breaking, kit, question 7'],
    ],
    [
      'lists nothing',
      {
        deviation: async ({ method, path, response }) =>
          method === 'GET' && path.endsWith('/connections')
            ? await withBody(response, (body) => ({ ...body, value: [] }))
            : undefined,
      },
      ['list removed: breaking, documentation'],
    ],
    [
      'holds the id of what was deleted',
      { options: { idReleaseDelay: 3_600_000 } },
      ['create with an id that was deleted changed: breaking, kit, question 20'],
    ],
  ];

  test.for(deviations)('%s', async ([, setting, lines]) => {
    const { report, graph } = await runAgainst(setting);

    expect(linesOf(report)).toEqual(lines);
    expect({ connections: graph.connections, leftovers: report?.leftovers }).toEqual({
      connections: [],
      leftovers: [],
    });
  });

  test('refuses a missing permission with 401: the report names it, and no other request is sent', async () => {
    const { report } = await runAgainst({
      accessToken: fakeToken({ roles: ['ExternalConnection.Read.All'] }),
      options: { missingPermissionStatus: 401 },
    });

    expect(linesOf(report)).toEqual(['status of accessDenied changed: breaking, kit']);
    expect(report?.questions.find(({ number }) => number === 12)).toMatchObject({
      seen: expect.stringContaining('401 AccessDenied'),
    });
    expect(report?.incomplete).toContain('Use a token that may create connections');
  });
});

test('a difference names what the kit expects, what was received, how often, and why it is attributed so', {
  timeout: 60_000,
}, async () => {
  const { report } = await runAgainst({ rules: ['id.alphanumeric'], deviation: accepts((id) => /-|_/.test(id)) });

  expect(report?.differences).toEqual([
    {
      change: 'changed',
      subject: 'id.alphanumeric',
      kit: '400 InvalidRequest: The request is malformed or incorrect.',
      seen: '201',
      rules: ['id.alphanumeric'],
      severity: 'notable',
      attribution: 'documentation',
      because: "Microsoft's page says otherwise",
      examples: [
        'id.alphanumeric: /id is "contoso-hr"',
        'id.alphanumeric: /id is "contoso_hr"',
        'id.alphanumeric: /id is "MSFT_All_Connectors"',
      ],
      count: 3,
    },
  ]);
});

/** Drift sends no requests about these. */
const laterQuestions = Object.values(openQuestions)
  .map(({ number }) => number)
  .filter((number) => number > 24);

test('each open question gets what was seen of it, or why it was not asked', { timeout: 60_000 }, async () => {
  const { report } = await runAgainst({
    options: { strictDescription: true },
    rules: ['token.present', 'json.string'],
  });

  const reported = report?.questions.map(({ number, agrees, because }) => [number, agrees ?? because]);
  expect(reported).toEqual([
    [1, false],
    [2, true],
    [3, true],
    [4, true],
    [5, true],
    [6, true],
    [7, true],
    [8, 'it is about v1.0: run drift with --api-version v1.0'],
    [9, 'the requests about it were not sent'],
    [10, true],
    [11, true],
    [12, 'it takes a token without the permission: run drift once with such a token'],
    [13, true],
    [14, 'it takes as many connections as a tenant may have'],
    [15, true],
    [16, true],
    [17, true],
    [18, true],
    [19, 'the requests about it were not sent'],
    [20, true],
    [21, 'it may leave a connection behind that no request can see'],
    [22, true],
    [23, 'it takes tokens of two apps'],
    [24, 'ids of operations are not compared'],
    ...laterQuestions.map((number) => [number, 'the requests about it were not sent']),
  ]);
  expect(report?.questions[0]).toMatchObject({ number: 1, seen: '400 InvalidRequest (no description)', agrees: false });
});

test('the report has the time until a deleted connection is gone', { timeout: 60_000 }, async () => {
  const { report } = await runAgainst({ options: { deleteDelay: 4500 } });

  expect(report?.questions.find(({ number }) => number === 20)?.seen).toContain(
    '404 ItemNotFound (the connection is read until it is gone, after 5 s)',
  );
});
