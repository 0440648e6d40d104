import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { createEmulator, type Exchange } from '../../src/emulator/index.ts';
import { graphErrorSchema } from '../../src/index.ts';
import { createRequest, item, schema } from '../emulator/requests.ts';
import { connectionsUrl } from './connections-url.ts';

const head = 'POST /v1.0/external/connections HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
const megabyte = Buffer.alloc(1_000_000);
const connectTo = (url: string) => connect(Number(new URL(url).port), '127.0.0.1');

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

  test('is read to its end, so that a client that writes it all gets the response', async () => {
    const socket = connectTo(await connectionsUrl());
    socket.write(`${head}Content-Length: 20000000\r\n\r\n`);
    socket.write('x'.repeat(20_000_000));

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('that never ends is cut', async () => {
    const socket = connectTo(await connectionsUrl());
    const ended = new Promise((resolve) =>
      socket
        .on('close', resolve)
        .on('error', () => {})
        .resume(),
    );
    socket.write(`${head}Content-Length: 9007199254740991\r\n\r\n`);
    let sent = 0;
    const send = () => {
      while (!socket.destroyed && socket.write(megabyte)) sent += 1;
      sent += 1;
    };
    socket.on('drain', send);
    send();

    await ended;
    expect(sent).toBeLessThan(1000);
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
