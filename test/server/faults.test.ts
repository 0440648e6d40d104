import { describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';
import { connectionsUrl } from './connections-url.ts';

describe('a fault that was planned', () => {
  test('is met, headers included', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    emulator.plan(faults.throttled({ retryAfter: 2 }));
    const url = await connectionsUrl({ emulator });

    const response = await fetch(createRequest({}, { url }));

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('2');
  });

  test('that loses the connection leaves the client without a response, and the next one finds the server', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    emulator.plan(faults.connectionReset());
    const url = await connectionsUrl({ emulator });

    await expect(fetch(createRequest({}, { url }))).rejects.toThrow('fetch failed');

    expect((await fetch(createRequest({}, { url }))).status).toBe(201);
  });

  test('that never responds ends with the client', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    emulator.plan(faults.hang());
    const url = await connectionsUrl({ emulator });

    const hanging = fetch(createRequest({}, { url }), { signal: AbortSignal.timeout(50) });

    await expect(hanging).rejects.toThrow('timeout');
    expect((await fetch(createRequest({}, { url }))).status).toBe(201);
  });

  test('that never responds ends with the server', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    emulator.plan(faults.hang());
    const { url, close } = await startServer({ emulator });
    const hanging = fetch(createRequest({}, { url: `${url}/v1.0/external/connections` })).catch(
      (error: unknown) => error,
    );
    await expect.poll(() => emulator.exchanges).toHaveLength(1);

    await close();

    expect(await hanging).toBeInstanceOf(TypeError);
  });

  test('that spoils the body comes as it is', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    emulator.plan(faults.htmlErrorPage());
    const url = await connectionsUrl({ emulator });

    const response = await fetch(createRequest({}, { url }));

    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toBe('text/html');
  });
});
