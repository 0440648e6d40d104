import { afterAll, expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest/index.ts';

let created: Promise<Response> | undefined;

// Vitest runs it after the one of useEmulator, which is added later.
afterAll(async () => {
  expect((await created)?.status).toBe(201);
});

useEmulator();

test('the requests of a client that no test awaits reach the emulator, and not the network', () => {
  created = lookUpAndCreate();
});

async function lookUpAndCreate(): Promise<Response> {
  const url = 'https://graph.microsoft.com/v1.0/external/connections';
  const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };
  await fetch(`${url}/contosohr`, { headers });
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR' }) });
}
