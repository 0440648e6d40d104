import { expect, test } from 'vitest';
import { emulatedUrl, isEmulated } from '../../src/emulator/index.ts';
import { batchOf, getPart } from './batches.ts';
import { createRequest, requestTo } from './requests.ts';

const mail = { id: 'm', method: 'GET', url: '/me/messages' };

test.for([
  ['a create', createRequest(), true],
  ['a method that no operation has', requestTo('', { method: 'PUT' }), true],
  ['an unknown segment', requestTo('/contosohr/nothing'), true],
  ['items', requestTo('/contosohr/items'), false],
  ['the rest of Graph', new Request('https://graph.microsoft.com/v1.0/me'), false],
  ['a GET of $batch', new Request('https://graph.microsoft.com/v1.0/$batch'), true],
  ['a batch with one part of ours', batchOf({ requests: [mail, getPart('a', 'contosohr')] }), true],
  ['a batch with no part of ours', batchOf({ requests: [mail] }), false],
  ['a batch that is malformed', batchOf({ requests: [] }), true],
  ['a batch that is no JSON', batchOf('{'), true],
] as const)('%s is emulated: %s', async ([, request, expected]) => {
  expect(await isEmulated(request)).toBe(expected);
  expect(request.bodyUsed).toBe(false);
});

test.for([
  ['https://graph.microsoft.com/v1.0/external/connections', true],
  ['https://graph.microsoft.us/beta/external/connections/contosohr/schema', true],
  ["https://graph.microsoft.com/beta/external/connections('contosohr')", true],
  ['https://graph.microsoft.com/beta/$batch', true],
  ['https://graph.microsoft.com/beta/external/connectionsOfMine', false],
  ['https://graph.microsoft.com/beta/me', false],
  ['https://graph.microsoft.com/v2.0/external/connections', false],
  ['https://graphXmicrosoft.com/beta/external/connections', false],
] as const)('the pattern of the emulated URLs matches %s: %s', ([url, expected]) => {
  expect(emulatedUrl.test(url)).toBe(expected);
});
