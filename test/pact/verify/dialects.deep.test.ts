import { createEmulator } from 'external-connection-testkit/emulator';
import { planVerification, VerificationError, verifyProvider } from 'external-connection-testkit/pact';
import { expect, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { jsonFile } from './pact-file.ts';

const parties = { consumer: { name: 'hr' }, provider: { name: 'graph' } };

/** The message pact of specification 3, as pact-jvm and pact-python write it. */
const messagesOf3 = {
  ...parties,
  messages: [{ description: 'a connection was created', contents: { id: 'contosohr' }, metaData: {} }],
  metadata: { pactSpecification: { version: '3.0.0' } },
};

/** Specification 4 has messages among the requests. */
const messageOf4 = {
  type: 'Asynchronous/Messages',
  description: 'a connection was created',
  pending: false,
  contents: { content: { id: 'contosohr' }, contentType: 'application/json', encoded: false },
};

const path = '/v1.0/external/connections/contosohr';
const authorization = 'Bearer fake-access-token';

/** One pact as each library writes it. The provider state has no params: specification 2 has none. */
const dialects = {
  'an early library, specification 1': {
    ...parties,
    interactions: [
      {
        description: 'a request for a connection',
        provider_state: 'a connection exists',
        request: { method: 'get', path, headers: { Authorization: authorization } },
        response: { status: 200 },
      },
    ],
  },
  'pact-ruby, specification 2': {
    ...parties,
    interactions: [
      {
        description: 'a request for a connection',
        providerState: 'a connection exists',
        request: { method: 'get', path, headers: { Authorization: authorization } },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json' },
          body: { id: 'example' },
          matchingRules: {
            '$.headers.Content-Type': { match: 'regex', regex: '^application/json.*$' },
            '$.body.id': { match: 'type' },
          },
        },
      },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  },
  'pact-jvm, specification 3': {
    ...parties,
    interactions: [
      {
        description: 'a request for a connection',
        providerStates: [{ name: 'a connection exists' }],
        request: {
          method: 'GET',
          path: '/v1.0/external/connections/example',
          headers: { Authorization: authorization },
          generators: {
            path: { type: 'ProviderState', expression: '/v1.0/external/connections/${id}', dataType: 'STRING' },
          },
        },
        response: {
          status: 200,
          body: { id: 'example' },
          matchingRules: { body: { '$.id': { matchers: [{ match: 'type' }], combine: 'AND' } } },
        },
      },
    ],
    metadata: { pactSpecification: { version: '3.0.0' }, 'pact-jvm': { version: '4.6.17' } },
  },
  'PactNet, specification 3': {
    ...parties,
    interactions: [
      {
        description: 'a request for a connection',
        providerStates: [{ name: 'a connection exists', params: {} }],
        request: { method: 'GET', path, headers: { Authorization: authorization } },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json' },
          body: { id: 'example' },
          matchingRules: {
            header: {
              'Content-Type': { combine: 'AND', matchers: [{ match: 'regex', regex: '^application/json.*$' }] },
            },
            body: { '$.id': { combine: 'AND', matchers: [{ match: 'type' }] } },
          },
        },
      },
    ],
    metadata: {
      pactRust: { ffi: '0.4.28', models: '1.3.5' },
      pactSpecification: { version: '3.0.0' },
    },
  },
  'pact-python, specification 4': v4({ pactRust: { ffi: '0.4.28', models: '1.3.5' } }, {}),
  'pact-go, specification 4': v4({ 'pact-go': { version: '2.4.1' } }, { transport: 'http', key: '296966511eff169a' }),
};

function v4(metadata: object, more: object) {
  return {
    ...parties,
    interactions: [
      {
        type: 'Synchronous/HTTP',
        description: 'a request for a connection',
        pending: false,
        providerStates: [{ name: 'a connection exists' }],
        request: { method: 'GET', path, headers: { Authorization: [authorization] } },
        response: {
          status: 200,
          body: { content: { id: 'example' }, contentType: 'application/json', encoded: false },
          matchingRules: { body: { '$.id': { combine: 'AND', matchers: [{ match: 'type' }] } } },
        },
        ...more,
      },
    ],
    metadata: { ...metadata, pactSpecification: { version: '4.0' } },
  };
}

test.for(Object.entries(dialects))('verifies a pact of %s', async ([, pact]) => {
  const graph = createEmulator();

  const { totals, interactions } = await verifyProvider({ emulator: graph, pacts: [jsonFile(pact)] });

  expect(totals).toEqual({ passed: 1, failed: 0, pending: 0, skipped: 0 });
  expect(interactions).toMatchObject([{ exchange: `GET ${path} got 200` }]);
});

test('reports a message among requests as skipped, and does not send it', async () => {
  const graph = createEmulator();
  const { interactions: requests, ...rest } = dialects['pact-python, specification 4'];
  const pact = { ...rest, interactions: [messageOf4, ...requests] };

  const { interactions, totals } = await verifyProvider({ emulator: graph, pacts: [jsonFile(pact)] });

  expect(totals).toEqual({ passed: 1, failed: 0, pending: 0, skipped: 1 });
  expect(interactions).toMatchObject([
    { description: 'a connection was created', outcome: 'skipped', reason: 'messages are not verified' },
    { description: 'a request for a connection', outcome: 'passed' },
  ]);
  expect(graph.exchanges.map(({ request: { url } }) => new URL(url).pathname)).toEqual([
    '/v1.0/external/connections/contosohr',
  ]);
});

test('skips a message whose states the kit does not have, and names them for a request', async () => {
  const { interactions: requests, ...rest } = dialects['pact-python, specification 4'];
  const providerStates = [{ name: 'the queue is empty' }, { name: 'the HR connection exists' }];
  const [message, theirs, own] = [{ ...messageOf4, providerStates }, { ...requests[0], providerStates }, ...requests];
  const pacts = [jsonFile({ ...rest, interactions: [message, theirs, own] })];

  const error = await verifyProvider({ emulator: createEmulator(), pacts }).catch((reason: unknown) => reason);
  const { skipped } = planVerification({ graphUrl: 'http://127.0.0.1:3000', pacts });

  expect(error).toBeInstanceOf(VerificationError);
  const [first, ...others] = (error as VerificationError).results.interactions;
  expect(first).toMatchObject({ outcome: 'skipped', reason: 'messages are not verified', mismatches: [] });
  expect(others).toMatchObject([
    { outcome: 'failed', mismatches: [{ place: 'provider state "the queue is empty"' }] },
    { outcome: 'passed', exchange: `GET ${path} got 200` },
  ]);
  expect(others[0]).not.toHaveProperty('exchange');
  expect(skipped).toMatchObject([{ description: 'a connection was created', reason: 'messages are not verified' }]);
});

test.for([
  ['3', messagesOf3],
  [
    '4',
    {
      ...messagesOf3,
      messages: undefined,
      interactions: [messageOf4],
      metadata: { pactSpecification: { version: '4.0' } },
    },
  ],
] as const)('the command verify exits with 2 for a pact of messages alone, in specification %s', async ([, pact]) => {
  const { stdout, stderr, exitCode } = await runCli(['verify', jsonFile(pact)]);

  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toMatch(/^Nothing is verified: the pacts contain only messages/);
});

test.for([
  ['a message', messagesOf3.messages],
  ['no message', []],
  ['null', null],
] as const)('the requests of a pact with messages beside them are verified: %s', async ([, messages]) => {
  const { interactions, metadata } = dialects['pact-jvm, specification 3'];
  const file = jsonFile({ ...parties, interactions, messages, metadata });

  const { totals } = await verifyProvider({ emulator: createEmulator(), pacts: [file] });

  expect(totals).toEqual({ passed: interactions.length, failed: 0, pending: 0, skipped: messages?.length ?? 0 });
});
