import { expect, test } from 'vitest';
import { isLoopback } from '../../src/rules/index.ts';

test.for([
  ['http://localhost:3000/connections', true],
  ['https://LOCALHOST/', true],
  ['http://127.0.0.1:8080/', true],
  ['https://[::1]:8443/', true],
  ['http://localhost.contoso.com/', false],
  ['http://192.168.0.1/', false],
  ['https://graph.microsoft.com/', false],
  ['api://localhost:3000/contoso', false],
  ['ftp://localhost/', false],
] as const)('%s is a URL of this machine: %s', ([url, expected]) => {
  expect(isLoopback(new URL(url))).toBe(expected);
});
