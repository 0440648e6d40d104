import { expect, test } from 'vitest';
import { createEmulator, explainExchange } from '../../src/emulator/index.ts';
import { batchOf } from './batches.ts';
import { createRequest, requestTo } from './requests.ts';

const go = { SdkVersion: 'graph-go/1.89.0' };
const dotnet = { 'User-Agent': 'kiota-dotnet/2.1.6' };
const typescript = { 'User-Agent': 'kiota-typescript/1.0.0-preview.24' };
const powershell = { 'User-Agent': 'Mozilla/5.0 (Linux) PowerShell/7.6.9' };
const url = 'https://graph.microsoft.com/v1.0/external/connections';
const resolver = { '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver', priority: 1 };

test.for([
  ['an SDK without a token', createRequest({}, { headers: { ...go, Authorization: '' } }), 'only to its allowed hosts'],
  [
    'the JavaScript client over http',
    createRequest(
      {},
      {
        url: 'http://127.0.0.1:3000/v1.0/external/connections',
        headers: { SdkVersion: 'graph-js/3.0.7', Authorization: '' },
      },
    ),
    'use --tls',
  ],
  [
    'a plain body labelled gzip by Go',
    createRequest({}, { headers: { ...go, 'Content-Encoding': 'gzip' } }),
    'turn its compression off',
  ],
  [
    'a resolver of Kiota for TypeScript',
    createRequest({ activitySettings: { urlToItemResolvers: [resolver] } }, { url, headers: typescript }),
    'loses itemId',
  ],
  [
    'a batch of Kiota for TypeScript',
    batchOf({ requests: [{ id: '1', method: 'POST', url: '/external/connections', body: 'e30=' }] }, typescript),
    'in base64',
  ],
  ['additionalData', createRequest({ additionalData: {} }, { url }), 'must be sent beside'],
  [
    'a model of .NET that was read',
    createRequest({ name: undefined, id: undefined }, { url, headers: dotnet }),
    'InitializationCompleted',
  ],
  [
    'a schema of .NET that was read',
    requestTo('/contosohr/schema', {
      method: 'PATCH',
      body: { properties: [{ name: 'a', type: 'string' }] },
      headers: dotnet,
    }),
    'set baseType again',
  ],
  ['the name of a type', createRequest({ activitySettings: 'System.Collections.Hashtable' }, { url }), '-Depth 10'],
  [
    'a list of one of PowerShell',
    createRequest({ configuration: { authorizedAppIds: 'one' } }, { url, headers: powershell }),
    'write @(…)',
  ],
] as const)('the fix has the trap of the SDK: %s', async ([, request, hint]) => {
  const graph = createEmulator();
  graph.put({ id: 'contosohr', name: 'Contoso HR' });

  const response = await graph.fetch(request);

  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(graph.exchanges.map(explainExchange).join('\n')).toContain(hint);
});

test('the fix has no hint for a client that is not an SDK', async () => {
  const graph = createEmulator();

  await graph.fetch(createRequest({}, { headers: { Authorization: '', 'User-Agent': 'node' } }));

  expect(graph.exchanges[0]?.violations).toMatchObject([{ fix: 'Send "Authorization: Bearer <access token>".' }]);
});

test('a part of a batch has the SDK of its batch', async () => {
  const graph = createEmulator();
  const part = {
    id: '1',
    method: 'POST',
    url: '/external/connections',
    headers: { 'Content-Type': 'application/json' },
  };

  await graph.fetch(batchOf({ requests: [{ ...part, body: {} }] }, dotnet));

  expect(graph.exchanges[0]?.violations[0]?.fix).toContain('InitializationCompleted');
});
