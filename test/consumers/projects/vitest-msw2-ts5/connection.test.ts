import { createBuilders } from 'external-connection-testkit/builders';
import { faults } from 'external-connection-testkit/emulator';
import { describeCreateConnection, useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';
import { createConnection } from './create-connection.ts';

const graph = useEmulator({ profile: 'live' });
const build = createBuilders({ seed: 7, version: 'v1.0' });
const call = { graphUrl: 'https://graph.microsoft.com', accessToken: build.accessToken() };

test('creates what was built, once', async () => {
  const connection = build.createRequest();

  expect(await createConnection({ ...call, connection })).toBe('created');
  expect(await createConnection({ ...call, connection })).toBe('exists');

  expect(connection).toBeValidCreateRequest({ profile: 'live', version: 'v1.0' });
  expect(graph).toHaveCreatedConnection({ id: connection.id });
  expect(graph).toHaveCreatedExactly(1);
});

test('says so when Graph throttles', async () => {
  graph.plan(faults.throttled({ retryAfter: 2 }));

  await expect(createConnection({ ...call, connection: build.minimalCreateRequest() })).rejects.toThrow('429');
});

describeCreateConnection('our client', createConnection, { version: 'v1.0', duplicate: 'accepts' });
