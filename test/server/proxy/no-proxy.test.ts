import { expect, test } from 'vitest';
import { readNoProxy } from '../../../src/server/proxy/environment.ts';

test.for([
  '*',
  '.com',
  'com',
  'microsoft.com',
  '*.microsoft.com',
  '.microsoft.com:443',
  'graph.microsoft.com',
  'Graph.Microsoft.COM',
  'graph.microsoft.com:443',
  'graph.microsoft.com.',
  'graph.*',
  'login.microsoftonline.com',
  'microsoftonline.us',
  'chinacloudapi.cn',
  'westus.login.microsoft.com',
  '169.254.169.254',
  '169.254.*',
  '0.0.0.0/0',
  '20.0.0.0/8',
  '169.254.0.0/16',
  '10.0.0.0/4',
  '172.0.0.0/8',
  '::/0',
])('drops %s, which covers a host of the kit', (entry) => {
  expect(readNoProxy([`localhost, ${entry}`])).toEqual({ kept: ['localhost'], dropped: [entry] });
});

test.for([
  'localhost',
  '127.0.0.1',
  '::1',
  '.corp.contoso.com',
  'evilgraph.microsoft.com.contoso.com',
  'soft.com',
  '10.0.0.0/8',
  '192.168.1.0/24',
  '172.16.0.0/12',
  'fd00::/8',
])('keeps %s', (entry) => {
  expect(readNoProxy([entry])).toEqual({ kept: [entry], dropped: [] });
});

test('reads both spellings, in each form of a list', () => {
  expect(readNoProxy(['a.test,b.test', 'b.test c.test|d.test', undefined]).kept).toEqual([
    'a.test',
    'b.test',
    'c.test',
    'd.test',
  ]);
});
