import { setupWorker } from 'msw/browser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { assertBlocked, blockUnhandled, handlers, handlersFor, loopback } from '../../src/msw/page.ts';

const worker = setupWorker(...handlers);
const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' };

function create(body: unknown = connection): Promise<Response> {
  return fetch('https://graph.microsoft.com/beta/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  worker.resetHandlers();
  vi.restoreAllMocks();
});

describe('a page with the service worker of MSW', () => {
  beforeAll(async () => {
    await worker.start({ ...blockUnhandled, quiet: true });
  });
  afterAll(() => worker.stop());

  test('gets 201 with the connection', async () => {
    const response = await create();

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ ...connection, state: 'draft' });
  });

  test('gets 201 for each payload of the builders', async () => {
    const response = await create(createBuilders({ version: 'beta', seed: 7 }).createRequest());

    expect(response.status).toBe(201);
  });

  test('gets 409 for a second create from handlers with a shared store', async () => {
    const graph = createEmulator({ profile: 'documented' });
    worker.use(...handlersFor(graph));

    const statuses = [(await create()).status, (await create()).status];

    expect(statuses).toEqual([201, 409]);
    expect(graph.connections).toMatchObject([connection]);
  });

  test('gets 400 for a bad id, and the console shows why', async () => {
    const response = await create({ ...connection, id: 'contoso-hr' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidRequest' } });
    expect(console.warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining(
        'id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).',
      ),
    );
  });

  test('sees on the console what the live service would refuse', async () => {
    const response = await create({ name: 'Contoso HR' });

    expect(response.status).toBe(201);
    expect(console.warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('Accepted, but the live service does otherwise. A connection must have an id'),
    );
  });

  test('gets a planned fault, with its Retry-After', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled({ retryAfter: 2 }));
    worker.use(...handlersFor(graph));

    const response = await create();

    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '2']);
  });

  test('loses a connection that the service resets', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.connectionReset());
    worker.use(...handlersFor(graph));

    await expect(create()).rejects.toThrow(TypeError);
  });

  // The server of this page responds to every request that leaves.
  test.for(['/not-handled', '/not-handled.json'])('cannot send a request that matches no handler: %s', async (path) => {
    await expect(fetch(path)).rejects.toThrow(TypeError);

    expect(console.error).toHaveBeenCalledWith(expect.stringMatching(/^The network guard .* blocked GET http/));
  });

  test('can prove that it cannot', async () => {
    await expect(assertBlocked()).resolves.toBeUndefined();
  });

  test('can prove it where loopback lets requests to the server of the page through', async () => {
    worker.use(loopback);

    await expect(fetch('/not-handled')).resolves.toBeInstanceOf(Response);
    await expect(assertBlocked()).resolves.toBeUndefined();
  });
});

test('assertBlocked fails in a page without the guard', async () => {
  await expect(assertBlocked()).rejects.toThrow(
    'The guard is open.\nA request that no handler matches leaves by fetch and fetch of a URL like that of an asset.',
  );
});
