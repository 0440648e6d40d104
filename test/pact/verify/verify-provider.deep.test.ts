import { readFileSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { createEmulator, setUpState } from 'external-connection-testkit/emulator';
import { blockUnhandled, handlersFor } from 'external-connection-testkit/msw';
import { VerificationError, verifyProvider } from 'external-connection-testkit/pact';
import { startServer } from 'external-connection-testkit/server';
import { setupServer } from 'msw/node';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { explainInteraction, type InteractionResult } from '../../../src/pact/verify/verification-results.ts';
import { serveHandler } from '../../../src/server/serve-handler.ts';
import { found, jsonBody, pactFile } from './pact-file.ts';

const emulator = () => createEmulator({ profile: 'documented', onAdvisory: () => {} });

/** What a verification rejects with. */
async function failureOf(verification: Promise<unknown>): Promise<VerificationError> {
  const error = await verification.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof VerificationError) return error;
  throw new Error(`No interaction failed: ${error}`);
}

describe('a provider that holds its pact', () => {
  test('resolves with what became of each interaction', async () => {
    const results = await verifyProvider({ emulator: emulator(), pacts: [pactFile([{}])] });

    expect(results).toEqual({
      interactions: [
        {
          consumer: 'hr',
          provider: 'graph',
          description: 'a request for a connection',
          states: ['a connection exists'],
          outcome: 'passed',
          mismatches: [],
          duration: expect.any(Number),
          exchange: 'GET /v1.0/external/connections/contosohr got 200',
        },
      ],
      totals: { passed: 1, failed: 0, pending: 0, skipped: 0 },
      notices: [],
    });
  });

  test('may be a server, which sets up the states by itself', async () => {
    const { url, close } = await startServer({ emulator: emulator() });
    onTestFinished(close);

    const { totals } = await verifyProvider({ graphUrl: `${url}/`, pacts: [pactFile([{}])] });

    expect(totals.passed).toBe(1);
  });

  test('may be the handlers of MSW, behind their guard', async () => {
    const graph = emulator();
    const msw = setupServer(...handlersFor(graph));
    msw.listen(blockUnhandled);
    onTestFinished(() => msw.close());

    const { totals } = await verifyProvider({
      graphUrl: 'https://graph.microsoft.com',
      pacts: [pactFile([{}])],
      setUpState: (state) => setUpState(graph, state),
    });

    expect(totals.passed).toBe(1);
  });

  test('gets the values of a state in the request', async () => {
    const pact = pactFile([
      {
        request: {
          ...found.request,
          path: '/v1.0/external/connections/example',
          generators: {
            path: { type: 'ProviderState', expression: '/v1.0/external/connections/${id}', dataType: 'STRING' },
          },
        },
      },
    ]);
    const graph = emulator();
    graph.put({ id: 'chosen' });

    const { interactions } = await verifyProvider({
      emulator: graph,
      pacts: [pact],
      setUpState: () => ({ id: 'chosen' }),
    });

    expect(interactions[0]?.exchange).toBe('GET /v1.0/external/connections/chosen got 200');
  });
});

describe('a provider that breaks its pact', () => {
  test('rejects with which interaction, what was expected, what came, and where', async () => {
    const pact = pactFile([
      {},
      {
        description: 'a request for a ready connection',
        response: {
          status: 201,
          headers: { 'Retry-After': ['7'] },
          body: jsonBody({ id: 'contosohr', state: 'ready', quota: 7 }),
        },
      },
    ]);

    const { message } = await failureOf(verifyProvider({ emulator: emulator(), pacts: [pact] }));

    expect(message).toMatchInlineSnapshot(`
      "1 of 2 interactions failed against the emulator.

      1) hr: a request for a ready connection (given a connection exists)
         GET /v1.0/external/connections/contosohr got 200.
         status: expected 201, got 200
         header Retry-After: expected a header like "7", got none
         body $: expected to have quota, got ["@odata.context","activitySettings","configuration","connectorId","contentCategory","description","id","name","searchSettings","state"]
         body $.state: expected to be equal to 'ready' (String), got 'draft' (String)"
    `);
  });

  test('rejects without a character that steers a terminal, whatever came', async () => {
    const { url, close } = await serveHandler(async () => Response.json({ name: '\u001b[2J gone' }));
    onTestFinished(close);
    const pact = pactFile([{ providerStates: [], response: { status: 200, body: jsonBody({ name: 'Contoso HR' }) } }]);

    const { message } = await failureOf(verifyProvider({ graphUrl: url, pacts: [pact] }));

    expect(message).toContain("got '\\u001b[2J gone' (String)");
  });

  test('hands over the results of all interactions with the error', async () => {
    const pact = pactFile([{}, { description: 'other', response: { status: 418 } }]);

    const { results } = await failureOf(verifyProvider({ emulator: emulator(), pacts: [pact] }));

    expect(results.totals).toEqual({ passed: 1, failed: 1, pending: 0, skipped: 0 });
    expect(results.interactions[1]?.mismatches).toEqual([{ place: 'status', expected: '418', received: '200' }]);
  });

  test('may do so where the interaction is pending', async () => {
    const pact = pactFile([{ pending: true, response: { status: 418 } }]);

    const { interactions, totals } = await verifyProvider({ emulator: emulator(), pacts: [pact] });

    expect(totals).toMatchObject({ failed: 0, pending: 1 });
    expect(interactions[0]?.mismatches).toHaveLength(1);
  });

  test('gets the name of an unknown state', async () => {
    const pact = pactFile([{ providerStates: [{ name: 'the moon is full' }] }]);

    const { message } = await failureOf(verifyProvider({ emulator: emulator(), pacts: [pact] }));

    expect(message).toContain(
      'provider state "the moon is full": expected to be set up, got There is no provider state "the moon is full". Use one of',
    );
  });

  test('gets it from a server, too', async () => {
    const { url, close } = await startServer();
    onTestFinished(close);
    const pact = pactFile([{ providerStates: [{ name: 'the moon is full' }] }]);

    const { message } = await failureOf(verifyProvider({ graphUrl: url, pacts: [pact] }));

    expect(message).toContain('There is no provider state "the moon is full". Use one of');
  });

  test('without a response is reported', async () => {
    const pact = pactFile([{}]);
    const silent = { ...emulator(), fetch: async () => Response.error() };

    const { message } = await failureOf(verifyProvider({ emulator: silent, pacts: [pact] }));

    expect(message).toContain('the request: expected a response, got The connection was lost.');
  });
});

test('names the Location of a redirect, which it does not follow', async () => {
  const { url, close } = await serveHandler(async () => Response.redirect('https://other.example/', 307));
  onTestFinished(close);
  const pact = pactFile([
    { providerStates: [], response: { status: 307, headers: { Location: ['https://other.example/'] } } },
  ]);

  const { message } = await failureOf(verifyProvider({ graphUrl: url, pacts: [pact] }));

  expect(message).toContain('got https://other.example/, which cannot be verified. Leave the header out of the pact');
});

test.for(['2', '7'])('compares the Content-Length of a response, which a pact expects to be %s', async (length) => {
  const { url, close } = await serveHandler(async () => new Response('{}', { headers: { 'Content-Length': '2' } }));
  onTestFinished(close);
  const pact = pactFile([{ providerStates: [], response: { status: 200, headers: { 'Content-Length': [length] } } }]);

  const failure = await verifyProvider({ graphUrl: url, pacts: [pact] }).catch((error: Error) => error.message);

  if (length === '2') expect(failure).toMatchObject({ totals: { passed: 1 } });
  else expect(failure).toContain("header Content-Length: expected to be equal to '7', got '2'");
});

test.for(['3', '999'])('sends a whole body, although its Content-Length in the pact is %s', async (length) => {
  const headers = {
    Authorization: ['Bearer fake-access-token'],
    'Content-Type': ['application/json'],
    'Content-Length': [length],
  };
  const request = { ...found.request, method: 'PATCH', headers, body: jsonBody({ name: 'Contoso HR' }) };
  const graph = emulator();

  await verifyProvider({ emulator: graph, pacts: [pactFile([{ request, response: { status: 204 } }])] });

  expect(graph.exchanges[0]?.request.body).toEqual({ name: 'Contoso HR' });
});

/** Bodies of a pact, and the bytes that a client sends for them. */
const bodies: readonly (readonly [string, object, Buffer])[] = [
  [
    'a form',
    {
      content: 'grant_type=client_credentials&scope=a%20b',
      contentType: 'application/x-www-form-urlencoded',
      encoded: false,
    },
    Buffer.from('grant_type=client_credentials&scope=a%20b'),
  ],
  [
    'bytes',
    { content: 'AP/+AQ==', contentType: 'application/octet-stream', encoded: 'base64' },
    Buffer.from([0, 255, 254, 1]),
  ],
  [
    'JSON that is cut off',
    { content: '{"id":', contentType: 'application/json', encoded: 'json' },
    Buffer.from('{"id":'),
  ],
  ['a number beyond 2^53', jsonBody({ count: 'COUNT' }), Buffer.from('{"count":9007199254740993}')],
  [
    'an item of a megabyte',
    jsonBody({ content: { value: 'a'.repeat(1e6), type: 'text' } }),
    Buffer.from(`{"content":{"type":"text","value":"${'a'.repeat(1e6)}"}}`),
  ],
];

test.for(bodies)('sends %s to the provider byte by byte', async ([, body, bytes]) => {
  const received: Buffer[] = [];
  const server = await serveHandler(async (request) => {
    received.push(Buffer.from(await request.arrayBuffer()));
    return new Response();
  });
  onTestFinished(() => server.close());
  const { contentType } = body as { readonly contentType: string };
  const pact = pactFile([
    { request: { method: 'POST', path: '/v1.0/any', headers: { 'Content-Type': [contentType] }, body } },
  ]);
  writeFileSync(pact, readFileSync(pact, 'utf8').replace('"COUNT"', '9007199254740993'));

  await verifyProvider({ graphUrl: server.url, pacts: [pact], setUpState: () => ({}) });

  expect(received).toEqual([bytes]);
});

test('names every status that a pact allows', async () => {
  const status = { '': { combine: 'AND', matchers: [{ match: 'statusCode', status: 'clientError' }] } };
  const pact = pactFile([{ response: { status: 404, matchingRules: { status } } }]);

  const { message } = await failureOf(verifyProvider({ emulator: emulator(), pacts: [pact] }));

  expect(message).toContain('status: expected Client error (400–499), got 200');
});

test('rejects without the token in a cause of the reason with which it was stopped', async () => {
  const accessToken = 'canary-access-token';
  const stop = new AbortController();
  const inner = new Error('The list was refused.');
  inner.cause = new AggregateError([new Error(`Bearer ${accessToken}`), inner, `Not ${accessToken}`]);

  const error = await verifyProvider({
    graphUrl: 'http://127.0.0.1:9',
    accessToken,
    pacts: [pactFile([{}])],
    signal: stop.signal,
    setUpState: () => {
      stop.abort(new Error('Stopped.', { cause: inner }));
      return {};
    },
  }).catch((reason: unknown) => reason);

  expect(inspect(error, { depth: 9 })).toContain('Bearer [redacted]');
  expect(inspect(error, { depth: 9 })).not.toContain('canary');
});

const anyName = (rule: object) => ({ body: { '$.name': { combine: 'AND', matchers: [rule] } } });

test.for([
  [
    { headers: { 'Content-Type': ['text/xml'] } },
    /^header Content-Type: expected value 'text\/xml', got application\/json;/,
  ],
  [{ headers: { 'Cache-Control': ['no-cache', 'private'] } }, /: expected value 'private' at index 1, got nothing$/],
  [{ body: { content: 'x', contentType: 'text/plain', encoded: false } }, /expected a body of 'text\/plain', got app/],
  [{ body: jsonBody([{ id: 'x' }]) }, /^body \$: expected to be the same type as \[\{"id":"x"\}\] \(Array\), got \{/],
  [{ body: jsonBody({ configuration: { authorizedAppIds: [] } }) }, /: expected an empty List, got \[/],
  [
    { body: jsonBody({ name: '1.0.0' }), matchingRules: anyName({ match: 'semver' }) },
    /^body \$\.name: expected "1\.0\.0", got "Contoso HR" \('Contoso HR' is not a valid semantic version/,
  ],
  [
    { body: jsonBody({ name: 'x' }), matchingRules: anyName({ match: 'regex', regex: '([a-' }) },
    /^body \$\.name: expected "x", got "Contoso HR" \('\(\[a-' is not a valid regular expression/,
  ],
] as const)('reports once what was expected and what was received: %#', async ([response, message]) => {
  const pact = pactFile([{ response: { status: 200, ...response } }]);

  const { results } = await failureOf(verifyProvider({ emulator: emulator(), pacts: [pact] }));

  expect(explainInteraction(results.interactions[0] as InteractionResult).at(-1)).toMatch(message);
});

test('reports a body that is missing', async () => {
  const server = await serveHandler(
    async () => new Response(null, { headers: { 'Content-Type': 'application/json' } }),
  );
  onTestFinished(() => server.close());
  const pact = pactFile([{ providerStates: [], response: { status: 200, body: jsonBody({ id: 'contosohr' }) } }]);

  const { message } = await failureOf(verifyProvider({ graphUrl: server.url, pacts: [pact] }));

  expect(message).toContain('body: expected {"id":"contosohr"}, got nothing');
});

test('prints nothing, and sets nothing in the environment', async () => {
  const before = { ...process.env };
  const written = vi.spyOn(process.stdout, 'write');
  const complained = vi.spyOn(process.stderr, 'write');
  onTestFinished(() => {
    written.mockRestore();
    complained.mockRestore();
  });

  await verifyProvider({ emulator: emulator(), pacts: [pactFile([{}])] });

  expect([...written.mock.calls, ...complained.mock.calls]).toEqual([]);
  expect(process.env).toEqual(before);
});
