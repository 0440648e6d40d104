import { expect, test } from 'vitest';
import { createRedactor } from '../../../src/emulator/redact.ts';
import { httpInteractionOf } from '../../../src/pact/verify/choose-interactions.ts';
import { createVerifierBridge } from '../../../src/pact/verify/verifier-bridge.ts';
import { isRequestOf } from '../../../src/pact/verify/verify-pacts.ts';

const path = '/v1.0/external/connections/contosohr';
const interaction = (request: object) => httpInteractionOf({ description: 'any', request });

/** A bridge of one interaction, and what reached the provider. */
function bridgeOf() {
  const reached: string[] = [];
  const own = interaction({ method: 'GET', path });
  const bridge = createVerifierBridge(
    {
      setUp: async ({ name }) => {
        reached.push(name);
        return {};
      },
      ask: async (request) => {
        reached.push(`${request.method} ${request.path}`);
        return new Response();
      },
    },
    {
      redactor: createRedactor(),
      responseTime: 1000,
      abandon: () => {},
      isOwn: (sent) => own !== undefined && isRequestOf(own, sent),
      isOwnState: (name) => name === 'a connection exists',
    },
  );
  const ask = async (method: string, sent: string, body?: object) =>
    (await bridge.respond({ method, path: sent, headers: {}, body: body && JSON.stringify(body) })).status;
  return { ask, reached };
}

test.for([
  ['GET', '/v1.0/me/messages'],
  ['DELETE', path],
  ['GET', `${path}/schema`],
  ['GET', '/v1.0/external/connections/contosohr2'],
  ['GET', '/v1.0/external/connections/%2e%2e'],
] as const)('a %s of %s, which no interaction has, gets 403 and never reaches the provider', async ([method, sent]) => {
  const { ask, reached } = bridgeOf();

  expect(await ask(method, sent)).toBe(403);
  expect(reached).toEqual([]);
});

test('a provider state that no interaction has gets 403 and never reaches the provider', async () => {
  const { ask, reached } = bridgeOf();

  expect(await ask('POST', '/_pactSetup', { state: 'another', action: 'setup' })).toBe(403);
  expect(reached).toEqual([]);
});

test('the request of an interaction and its state reach the provider', async () => {
  const { ask, reached } = bridgeOf();

  expect(await ask('POST', '/_pactSetup', { state: 'a connection exists', action: 'setup' })).toBe(200);
  expect(await ask('GET', `${path}?$select=id`)).toBe(200);
  expect(reached).toEqual(['a connection exists', `GET ${path}?$select=id`]);
});

test('a path that a provider state completes is compared by its operation', () => {
  const generators = { path: { type: 'ProviderState', expression: '/v1.0/external/connections/${id}' } };
  const generated = interaction({ method: 'GET', path, generators });

  const isOwn = (sent: string) => generated !== undefined && isRequestOf(generated, { method: 'GET', path: sent });

  expect(isOwn('/v1.0/external/connections/other')).toBe(true);
  expect(isOwn('/v1.0/me')).toBe(false);
});
