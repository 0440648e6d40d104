import { get } from 'node:http';
import { HttpResponse, http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { useEmulator } from '../../src/vitest/index.ts';
import { startCanary } from '../msw/canary.ts';

const url = 'https://graph.microsoft.com/v1.0/external/connections';

function create(): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR' }),
  });
}

describe('useEmulator', () => {
  const graph = useEmulator({ profile: 'live', seed: 3 });

  test('answers the requests of the code under test', async () => {
    const answer = await create();

    expect(answer.status).toBe(201);
    expect(graph.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test('forgets everything before the next test', () => {
    expect(graph.connections).toEqual([]);
    expect(graph.exchanges).toEqual([]);
  });

  test('lets no other request out', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const canary = await startCanary();

    await expect(fetch(canary.url)).rejects.toThrow();

    expect(canary.visits).toBe(0);
    await canary.close();
    vi.restoreAllMocks();
  });
});

describe('useEmulator and code that imports from node:http by name', () => {
  useEmulator();

  test('lets no request out', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const canary = await startCanary();

    const failure = await new Promise((resolve) => get(canary.url, resolve).on('error', resolve));

    expect(failure).toBeInstanceOf(Error);
    expect(canary.visits).toBe(0);
    await canary.close();
    vi.restoreAllMocks();
  });
});

describe('useEmulator with handlers of the user', () => {
  const graph = useEmulator({
    handlers: [http.post('https://login.microsoftonline.com/*', () => HttpResponse.json({ access_token: 'fake' }))],
  });

  test('asks them for what the emulator does not answer', async () => {
    const token = await fetch('https://login.microsoftonline.com/contoso/oauth2/v2.0/token', { method: 'POST' });

    expect(await token.json()).toEqual({ access_token: 'fake' });
    expect((await create()).status).toBe(201);
    expect(graph.exchanges).toHaveLength(1);
  });
});

describe('after useEmulator', () => {
  test('requests leave again', async () => {
    const canary = await startCanary();

    await fetch(canary.url);
    await new Promise((resolve) => get(canary.url, resolve));

    expect(canary.visits).toBe(2);
    await canary.close();
  });
});
