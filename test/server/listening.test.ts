import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type ServerOptions, startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';

describe('startServer', () => {
  test('takes any free port of this machine, and returns its root', async () => {
    await using server = await startServer();

    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.certificate).toBeUndefined();
  });

  test.for([
    ['localhost', /^http:\/\/localhost:\d+$/],
    ['::1', /^http:\/\/\[::1\]:\d+$/],
    ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['::', /^http:\/\/\[::1\]:\d+$/],
  ] as const)('on %s returns a root that a client can use', async ([host, root]) => {
    await using server = await startServer({ host });

    expect(server.url).toMatch(root);
    expect((await fetch(server.url)).status).toBe(200);
  });

  test('two servers serve two tenants', async () => {
    await using first = await startServer();
    await using second = await startServer();

    const responses = await Promise.all(
      [first, second].map(({ url }) => fetch(createRequest({}, { url: `${url}/beta/external/connections` }))),
    );

    expect(responses.map(({ status }) => status)).toEqual([201, 201]);
  });
});

describe('startServer refuses', () => {
  test('a port that is taken, and says what to do', async () => {
    await using taken = await startServer();
    const port = Number(new URL(taken.url).port);

    const error = await startServer({ port }).catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      message: `Cannot listen on http://127.0.0.1:${port}: the port is taken. Stop what listens there, or choose another port, or port 0 for any free one.`,
      cause: { code: 'EADDRINUSE' },
    });
  });

  test.for([
    ['192.0.2.1', 'this machine does not have the address. Choose 127.0.0.1, or 0.0.0.0 for every address it has.'],
    [
      'no-such-host.invalid',
      'the name does not exist. Choose 127.0.0.1, or 0.0.0.0 for every address of this machine.',
    ],
  ])('the host %s, and says why', async ([host = '', reason]) => {
    await expect(startServer({ host })).rejects.toThrow(`Cannot listen on http://${host}:0: ${reason}`);
  });

  test.for([
    [{ port: -1 }, 'The option port is -1. Use a whole number from 0 to 65535.'],
    [{ port: 65_536 }, 'The option port is 65536. Use a whole number from 0 to 65535.'],
    [{ port: '3000' }, 'The option port is "3000". Use a whole number from 0 to 65535.'],
    [{ host: '' }, 'The option host is "". Use an address or a name, such as 127.0.0.1.'],
    [{ bodyLimit: 0 }, 'The option bodyLimit is 0. Use a whole number of bytes from 1.'],
    [{ bodyLimit: 1.5 }, 'The option bodyLimit is 1.5. Use a whole number of bytes from 1.'],
    [{ tls: 'canary' }, 'The option tls is of type string. Use true, false, or { key, cert } with both as PEM text.'],
    [
      { tls: { key: 'canary' } },
      'The option tls is of type object. Use true, false, or { key, cert } with both as PEM text.',
    ],
    [
      { tls: { key: 'canary', cert: 'canary' } },
      'The option tls holds no matching pair. Use a private key and its certificate, both as PEM.',
    ],
    [
      { tls: { key: '', cert: '' } },
      'The option tls holds no matching pair. Use a private key and its certificate, both as PEM.',
    ],
  ] as const)('%j', async ([options, message]) => {
    // Not the types of the options: what a user without TypeScript may pass.
    const error = await startServer(options as ServerOptions).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message });
  });
});

describe('close', () => {
  test('frees the port, and may be called twice', async () => {
    const { url, close } = await startServer();

    await Promise.all([close(), close()]);

    await expect(fetch(url)).rejects.toThrow();
    const port = Number(new URL(url).port);
    await using again = await startServer({ port });
    expect(again.url).toBe(url);
  });

  test.for([false, true])('ends though clients say nothing or are half-way (tls: %s)', async (tls) => {
    const { url, close } = await startServer({ tls });
    const sockets = [connectTo(url), connectTo(url)];
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    sockets[1]?.write('POST /v1.0/external/connections HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    const closed = sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve)));

    await close();

    expect(await Promise.all(closed)).toHaveLength(2);
  });
});

function connectTo(url: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // A connection that is cut may end in an error.
  return socket.on('error', () => {});
}
