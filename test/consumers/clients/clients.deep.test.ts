import { faults } from 'external-connection-testkit/emulator';
import { useEmulator } from 'external-connection-testkit/vitest';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { correctClients, defectiveClients } from './clients.ts';

const graph = useEmulator({ profile: 'live' });

const given = {
  graphUrl: 'https://graph.microsoft.com',
  accessToken: 'any-access-token',
  connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
};

beforeEach(() => {
  for (const method of ['info', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

describe('the collection', () => {
  test('holds at least 20 correct and 40 defective clients', () => {
    expect(correctClients.length).toBeGreaterThanOrEqual(20);
    expect(defectiveClients.length).toBeGreaterThanOrEqual(40);
  });
});

/** The clients whose requests the emulator of this process receives. */
const met = correctClients.filter(({ promises }) => promises.over !== 'http');

const promised = (name: 'retries' | 'duplicate', value: string) =>
  met.filter(({ promises }) => promises[name] === value);

describe('each correct client', () => {
  test.for(met)('$name creates the given connection once', async ({ client }) => {
    await client(given);

    const creates = graph.exchanges.filter(({ request }) => request.method === 'POST');
    expect(creates).toMatchObject([{ request: { body: given.connection }, response: { status: 201 } }]);
  });

  test.for(met)('$name reports a refusal', async ({ client }) => {
    graph.plan(faults.withoutInnerError(), { on: 'createConnection' });

    const outcome = await client(given).catch((error: unknown) => ({ ok: false, error }));

    expect(outcome).toMatchObject({ ok: false, error: expect.any(Object) });
  });
});

describe('each correct client that promises retries', () => {
  test.for(promised('retries', 'throttling'))('$name creates after one 429', async ({ client }) => {
    graph.plan(faults.throttled({ retryAfter: 0 }), { on: 'createConnection' });

    await client(given);

    expect(graph.connections).toMatchObject([given.connection]);
  });
});

describe('each correct client that says what it does with a duplicate', () => {
  test.for(promised('duplicate', 'accepts'))('$name accepts it', async ({ client }) => {
    graph.put({ ...given.connection, name: 'The first', state: 'draft' });

    await client(given);

    expect(graph.connections).toMatchObject([{ name: 'The first' }]);
  });

  test.for(promised('duplicate', 'rejects'))('$name rejects it', async ({ client }) => {
    graph.put({ ...given.connection, name: 'The first', state: 'draft' });

    await expect(client(given)).rejects.toThrow();
  });
});
