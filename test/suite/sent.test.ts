import https from 'node:https';
import { expect, test } from 'vitest';
import type { ClientInput, CreateConnection } from '../../src/suite/index.ts';
import { careful, post, refuseFailure, requestOf, urlOf } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

type Json = Record<string, unknown>;

/** A client that asks once, for another connection than it was given. */
const asking =
  (change: (connection: Json) => unknown): CreateConnection =>
  async (input) =>
    refuseFailure(await post(input, { body: JSON.stringify(change({ ...input.connection })) }));

/** A client that asks once, by another request. */
const sending =
  (init: (input: ClientInput) => RequestInit): CreateConnection =>
  async (input) =>
    refuseFailure(await post(input, init(input)));

const changed: readonly (readonly [string, string, CreateConnection])[] = [
  ['omits a property', 'create.plain', asking(({ description, ...rest }) => rest)],
  ['adds a property', 'create.plain', asking((connection) => ({ ...connection, state: 'draft' }))],
  [
    'writes the id in lower case',
    'create.plain',
    asking(({ id, ...rest }) => ({ ...rest, id: String(id).toLowerCase() })),
  ],
  ['trims the name', 'text.verbatim', asking(({ name, ...rest }) => ({ ...rest, name: String(name).trim() }))],
  ['cuts the name', 'name.longest', asking(({ name, ...rest }) => ({ ...rest, name: String(name).slice(0, 100) }))],
  [
    'composes what was decomposed',
    'name.nonAscii',
    asking(({ name, ...rest }) => ({ ...rest, name: String(name).normalize('NFC') })),
  ],
  [
    'makes strings of numbers',
    'create.settings',
    sending(({ connection }) => ({
      body: JSON.stringify(connection, (_, value) => (typeof value === 'number' ? String(value) : value)),
    })),
  ],
  [
    'reverses arrays',
    'create.settings',
    sending(({ connection }) => ({
      body: JSON.stringify(connection, (_, value) => (Array.isArray(value) ? value.toReversed() : value)),
    })),
  ],
  [
    'encodes the text twice',
    'name.nonAscii',
    sending(({ connection }) => ({ body: Buffer.from(JSON.stringify(connection)).toString('latin1') })),
  ],
  [
    'takes the hyphen out of an id',
    'refused.idHyphen',
    asking(({ id, ...rest }) => ({ ...rest, id: String(id).replace('-', '') })),
  ],
];

test.for(changed)('a client that %s has the finding sent.body in %s', async ([, key, client]) => {
  expect(await kindsOf(key, client)).toContain('sent.body');
});

const harmless: readonly (readonly [string, CreateConnection])[] = [
  [
    'sends the properties in another order',
    asking((connection) => Object.fromEntries(Object.entries(connection).toReversed())),
  ],
  [
    'annotates the type',
    asking((connection) => ({
      '@odata.type': '#microsoft.graph.externalConnectors.externalConnection',
      ...connection,
    })),
  ],
  [
    'sends what is unset as null or empty',
    asking((connection) => ({ ...connection, connectorId: null, configuration: { authorizedAppIds: [] } })),
  ],
  ['indents the JSON', sending(({ connection }) => ({ body: JSON.stringify(connection, null, 2) }))],
  [
    'names the charset',
    sending((input) => ({
      headers: { ...requestOf(input).headers, 'Content-Type': 'application/json; charset=utf-8' },
    })),
  ],
  [
    'asks for no metadata, with a client-request-id',
    sending((input) => ({
      headers: {
        ...requestOf(input).headers,
        Accept: 'application/json;odata.metadata=none',
        'client-request-id': 'b1f1a1c0-3e0e-4c5a-9a52-5f2a4a6c8d7e',
      },
    })),
  ],
  [
    'writes the headers in upper case',
    sending(({ accessToken }) => ({
      headers: { AUTHORIZATION: `bearer ${accessToken}`, 'CONTENT-TYPE': 'Application/JSON' },
    })),
  ],
];

test.for(harmless)('a client that %s passes', async ([, client]) => {
  await expect(run('create.plain', client)).resolves.toMatchObject({ creates: 1 });
});

const other =
  (url: (input: ClientInput) => string, init: (input: ClientInput) => RequestInit = requestOf): CreateConnection =>
  async (input) =>
    refuseFailure(await fetch(url(input), init(input)));

test('a finding has no character of a header that steers a terminal', async () => {
  const client: CreateConnection = async (input) => {
    const headers = { ...requestOf(input).headers, 'Content-Type': 'application/json; charset=x\u009b31m' };
    await fetch(urlOf(input), { ...requestOf(input), headers });
  };

  const { findings } = await errorOf('create.plain', client);

  expect(findings.find(({ kind }) => kind === 'sent.charset')?.received).toBe(
    String.raw`application/json; charset=x\u009b31m`,
  );
});

test('a client that sends a byte order mark has the finding sent.charset', async () => {
  const client = sending(({ connection }) => ({ body: `\ufeff${JSON.stringify(connection)}` }));

  expect(await kindsOf('create.plain', client)).toEqual(['sent.charset']);
});

test('a client that takes no input and sends a byte order mark has the finding sent.charset', async () => {
  const client = sending(() => ({ body: '\ufeff{"id":"contosohr","name":"Contoso HR"}' }));

  expect(await kindsOf('create.plain', client, { takes: 'none' })).toEqual(['sent.charset']);
});

test('the finding of a path that Graph does not have names the one that was probably meant', async () => {
  const { findings } = await errorOf(
    'create.plain',
    other(({ graphUrl }) => `${graphUrl}/v1/external/connection`),
  );

  expect(findings).toMatchObject([
    {
      kind: 'sent.unasked',
      received:
        'POST https://graph.microsoft.com/v1/external/connection\nDid you mean https://graph.microsoft.com/v1.0/external/connections?',
    },
  ]);
});

const misled: readonly (readonly [string, string, CreateConnection])[] = [
  ['sends to another host', 'sent.elsewhere', other(() => 'https://graph.contoso.com/v1.0/external/connections')],
  ['leaves the version out', 'sent.unasked', other(({ graphUrl }) => `${graphUrl}/external/connections`)],
  ['uses PUT', 'sent.unasked', other(urlOf, (input) => ({ ...requestOf(input), method: 'PUT' }))],
  [
    'names no content type',
    'sent.rule',
    sending(({ accessToken }) => ({ headers: { Authorization: `Bearer ${accessToken}` } })),
  ],
  ['sends a form', 'sent.rule', sending(({ connection }) => ({ body: new URLSearchParams({ id: connection.id }) }))],
  ['sends an object as a string', 'sent.rule', sending(({ connection }) => ({ body: String(connection) }))],
  [
    'names another charset',
    'sent.charset',
    sending((input) => ({
      headers: { ...requestOf(input).headers, 'Content-Type': 'application/json; charset=iso-8859-1' },
    })),
  ],
  ['sends no token', 'sent.token', sending(() => ({ headers: { 'Content-Type': 'application/json' } }))],
  [
    'sends the token of another call',
    'sent.token',
    (input) => careful({ ...input, accessToken: 'the-token-of-another-call' }),
  ],
];

test.for(misled)('a client that %s has the finding %s', async ([, kind, client]) => {
  expect(await kindsOf('create.plain', client)).toContain(kind);
});

test('a client that deletes the existing connection has the finding sent.deleted, unless duplicate is replaces', async () => {
  const replacing: CreateConnection = async (input) => {
    await fetch(`${urlOf(input)}/${input.connection.id}`, { ...requestOf(input), method: 'DELETE', body: null });
    await careful(input);
  };

  expect(await kindsOf('duplicate.sameId', replacing)).toEqual(['sent.deleted']);
  await expect(run('duplicate.sameId', replacing, { duplicate: 'replaces' })).resolves.toBeDefined();
});

test('a client that looks up another connection has a finding', async () => {
  const client: CreateConnection = async (input) => {
    await fetch(`${urlOf(input)}/another`, { headers: { Authorization: `Bearer ${input.accessToken}` } });
    await careful(input);
  };

  expect(await kindsOf('create.plain', client)).toEqual(['sent.otherId']);
});

test('a client that uses another version than it promises has a finding', async () => {
  expect(await kindsOf('create.plain', careful, { version: 'beta' })).toEqual(['sent.version']);
});

test('a client that sends a request after it has settled has the finding sent.late', async () => {
  const client: CreateConnection = async (input) => {
    await careful(input);
    setTimeout(() => careful(input), 2000);
  };

  expect(await kindsOf('create.plain', client)).toContain('sent.late');
});

test('the error shows the connection that was given and how the body differs', async () => {
  const error = await errorOf(
    'create.plain',
    asking(({ id, ...rest }) => ({ ...rest, id: String(id).toLowerCase() })),
  );

  expect(error.message).toMatchInlineSnapshot(`
    "create.plain (id, name and description → creates the connection): 1 finding.

    The connection was not sent as it was given. (sent.body)
      Expected: {"id":"ContosoHR2026","name":"Contoso HR","description":"Emp… (99 characters)
      Received: /id was given as "ContosoHR2026" and sent as "contosohr2026".
      Why it matters: Graph stores what it receives: a value that is lost or changed on the way is missing in search, without an error.
      Fix: Send JSON.stringify(connection): every property, no other, each value as it is. Promise other properties with takes and adds.
      Source: Create externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-external-post-connections)

    Requests:
      POST https://graph.microsoft.com/v1.0/external/connections got 201."
  `);
});

test('the error names a broken rule once, with its own fix', async () => {
  const error = await errorOf(
    'create.plain',
    sending(({ connection }) => ({ body: String(connection) })),
  );

  expect(error.message).toMatchInlineSnapshot(`
    "create.plain (id, name and description → creates the connection): 1 finding.

    A request breaks a rule of the service. (sent.rule: body.json)
      Expected: The body must be well-formed JSON.
      Received: The body is "[object Object]"
      Why it matters: Graph refuses it each time.
      Fix: Serialise the body with a JSON library, such as JSON.stringify.
      Source: microsoftgraph/microsoft-graph-docs-contrib, issue 6337 (another endpoint)

    Requests:
      POST https://graph.microsoft.com/v1.0/external/connections got 400 BadRequest."
  `);
  expect(error.findings).toMatchObject([{ kind: 'sent.rule', rule: 'body.json' }]);
});

test('two calls at once that both change the case of the id have that finding alone', async () => {
  const client: CreateConnection = (input) => {
    const { connection } = input;
    return careful({ ...input, connection: { ...connection, id: connection.id.toLowerCase() } });
  };

  expect(await kindsOf('create.twoAtOnce', client)).toEqual(['sent.body', 'sent.body']);
});

test('two calls at once whose bodies cannot be read have that finding alone', async () => {
  const headers = (input: ClientInput) => ({ ...requestOf(input).headers, 'Content-Encoding': 'gzip' });
  const client = sending((input) => ({ headers: headers(input) }));
  const unreadable = sending((input) => ({ headers: headers(input), body: Buffer.from([0, 1, 2]) }));

  expect(await kindsOf('create.twoAtOnce', client)).toEqual(['sent.rule']);
  expect(await kindsOf('create.twoAtOnce', unreadable)).toEqual(['sent.rule']);
});

test('a Content-Length that counts characters has the finding of the body that arrives', async () => {
  const client: CreateConnection = (input) =>
    new Promise((resolve, reject) => {
      const { body, headers, method } = requestOf(input);
      const sent = { ...headers, 'Content-Length': body.length };
      const sending = https.request(urlOf(input), { method, headers: sent }, async (response) => {
        if (response.statusCode === 201) resolve(undefined);
        else reject(new Error(`Graph returned ${response.statusCode}`));
      });
      sending.on('error', reject);
      sending.end(body);
    });

  expect(await kindsOf('name.nonAscii', client)).toEqual(['sent.rule']);
});
