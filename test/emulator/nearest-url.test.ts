import { describe, expect, test } from 'vitest';
import { createEmulator, explainExchange } from '../../src/emulator/index.ts';
import { didYouMeanUrl } from '../../src/emulator/nearest-url.ts';

const root = 'https://graph.microsoft.com';

describe('didYouMeanUrl', () => {
  test.for([
    ['/v1.0/external/conections', '/v1.0/external/connections'],
    ['/v1.0/externals/connections', '/v1.0/external/connections'],
    ['/v1.0/external/connection', '/v1.0/external/connections'],
    ['/v1/external/connections', '/v1.0/external/connections'],
    ['/external/connections', '/v1.0/external/connections'],
    ['/v1.0/v1.0/external/connections', '/v1.0/external/connections'],
    ['/v1.0/beta/external/connections/contosohr', '/beta/external/connections/contosohr'],
    ['/undefined/external/connections', '/v1.0/external/connections'],
    ['/Beta1/external/connections/contosohr', '/beta/external/connections/contosohr'],
    ['/v1.0/external/connections/contosohr/shema', '/v1.0/external/connections/contosohr/schema'],
    ['/v1.0/external/connections/contosohr/item/1', '/v1.0/external/connections/contosohr/items/1'],
    ['/v1.0/batch', '/v1.0/$batch'],
    ['/v1.0/external/connections/contosohr/quota', '/beta/external/connections/contosohr/quota'],
  ])('asks for %s whether %s was meant', ([path, meant]) => {
    expect(didYouMeanUrl(root + path)).toEqual([`Did you mean ${root}${meant}?`]);
  });

  test.for([
    '/',
    '/v1.0',
    '/v1.0/me',
    '/v1.0/users/1/messages',
    '/v1.0/external/industryData',
    `/v1.0/${'x'.repeat(5000)}/connections`,
  ])('asks nothing for %s', (path) => {
    expect(didYouMeanUrl(root + path)).toEqual([]);
  });
});

test('explainExchange asks whether the nearest URL was meant, or says that there is no such path', async () => {
  const graph = createEmulator();
  await graph.fetch(`${root}/v1.0/external/conections`);
  await graph.fetch(`${root}/v1.0/external/connections/contosohr/shema`);
  await graph.fetch(`${root}/v1.0/me`);
  await graph.fetch(`${root}/v1.0/external/connections/contosohr/name`);

  const explained = graph.exchanges.map((exchange) => explainExchange(exchange).split('\n').at(-1));

  expect(explained).toEqual([
    `Did you mean ${root}/v1.0/external/connections?`,
    `Did you mean ${root}/v1.0/external/connections/contosohr/schema?`,
    'The kit does not emulate this path; a handler or a mock of your own can respond.',
    'No operation has this path.',
  ]);
});

test.for([
  ['GET', '/items', 'PUT, GET, PATCH, DELETE …/items/{itemId}'],
  ['PUT', '/items', 'PUT, GET, PATCH, DELETE …/items/{itemId}'],
  ['GET', '/groups', 'GET, PATCH, DELETE …/groups/{groupId}'],
  ['GET', '/groups/1/members', 'DELETE …/members/{memberId}'],
  ['GET', '/operations', 'GET …/operations/{operationId}'],
])('explainExchange says what is emulated in place of %s …%s', async ([method = '', path, instead]) => {
  const graph = createEmulator();

  await graph.fetch(`${root}/v1.0/connections('contosohr')${path}`, { method });

  expect(graph.exchanges.map((exchange) => explainExchange(exchange).split('\n').at(-1))).toEqual([
    `The kit emulates ${instead}.`,
  ]);
});
