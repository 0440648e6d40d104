import { Client } from '@microsoft/microsoft-graph-client';
import { describe, expect, test } from 'vitest';
import { type CreateConnection, type SuiteOptions, situations } from '../../src/suite/index.ts';
import { careful, overHttps, post, retrying, urlOf, waitOf } from './clients.ts';

const graphClient: CreateConnection = ({ graphUrl, accessToken, connection }) =>
  Client.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) })
    .api('/external/connections')
    .post(connection);

const lookingFirst: CreateConnection = async (input) => {
  const headers = { Authorization: `Bearer ${input.accessToken}` };
  const found = await fetch(`${urlOf(input)}/${input.connection.id}`, { headers });
  if (found.status === 404) return careful(input);
  if (!found.ok) throw new Error(`Graph answered ${found.status}: ${await found.text()}`);
  return found.json();
};

const rightClients: readonly (readonly [string, CreateConnection, SuiteOptions?])[] = [
  ['sends one request', careful, { retries: 'never', duplicate: 'rejects', version: 'v1.0', cleanErrors: true }],
  ['retries', retrying(waitOf), { retries: 'outages' }],
  ['looks first', lookingFirst, { duplicate: 'accepts' }],
  ['returns the Response as it is', (input) => post(input)],
  ['imports from node:https by name', overHttps, { timeoutMs: 30_000 }],
  ["is Microsoft's Graph client", graphClient, { retries: 'outages', duplicate: 'rejects' }],
  ['is run over HTTP', careful, { over: 'http' }],
];

describe.for(rightClients)('a client that %s', ([, client, options]) => {
  test.for(situations)('passes $key', async (situation) => {
    await expect(situation.run(client, options)).resolves.toHaveProperty('advice');
  });
});

test('each situation has a key of its own', () => {
  expect(new Set(situations.map(({ key }) => key)).size).toBe(situations.length);
});
