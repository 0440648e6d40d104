import { describe, expect, test, vi } from 'vitest';
import { createEmulator, type Exchange } from '../../src/emulator/index.ts';
import { graphErrorSchema } from '../../src/index.ts';
import { createRequest, item, schema } from '../emulator/requests.ts';
import { connectionsUrl } from './connections-url.ts';

describe('a body over the limit', () => {
  test.for([4_000_001, 50_000_000])('of %s bytes gets 413 in the envelope of Graph', async (size) => {
    const url = await connectionsUrl();
    const { headers } = createRequest();

    const response = await fetch(url, { method: 'POST', headers, body: 'x'.repeat(size) });

    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).toBe('close');
    expect(graphErrorSchema.parse(await response.json()).error).toMatchObject({
      code: 'RequestEntityTooLarge',
      message: 'The request size exceeds the maximum limit.',
    });
  });

  test('is larger than the largest item: 4,000,000 bytes are stored, one more gets 413', async () => {
    const emulator = createEmulator();
    emulator.put({ id: 'contosohr', state: 'ready' }, { schema });
    const url = `${await connectionsUrl({ emulator })}/contosohr/items/1`;
    const { headers } = createRequest();
    const send = (bytes: number) => {
      const { length } = JSON.stringify({ ...item, content: { type: 'text', value: '' } });
      const content = { type: 'text', value: 'x'.repeat(bytes - length) };
      return fetch(url, { method: 'PUT', headers, body: JSON.stringify({ ...item, content }) });
    };

    const statuses = [(await send(4_000_000)).status, (await send(4_000_001)).status];

    expect(statuses).toEqual([200, 413]);
    expect(emulator.items('contosohr')).toHaveLength(1);
  });

  test('is one of its very size, no less', async () => {
    const body = JSON.stringify({ id: 'contosohr', name: 'Contoso HR' });
    const { headers } = createRequest();
    const { length } = body;

    const within = await fetch(await connectionsUrl({ bodyLimit: length }), { method: 'POST', headers, body });
    const over = await fetch(await connectionsUrl({ bodyLimit: length - 1 }), { method: 'POST', headers, body });

    expect([within.status, over.status]).toEqual([201, 413]);
  });

  test('reaches onExchange, though the emulator never read it', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    const onExchange = vi.fn<(exchange: Exchange) => void>();
    const url = await connectionsUrl({ emulator, onExchange, bodyLimit: 10 });

    await fetch(createRequest({}, { url: `${url}?token=canary` }));

    expect(emulator.exchanges).toEqual([]);
    const [exchange] = onExchange.mock.calls[0] ?? [];
    expect(exchange).toMatchObject({
      request: { method: 'POST', url },
      response: { status: 413 },
      fault: 'bodyTooLarge',
    });
    expect(JSON.stringify(exchange)).not.toMatch(/canary|opaque/);
  });
});
