import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { type HttpHandler, HttpResponse, http, type SharedOptions } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { assertBlocked, blockUnhandled, handlers } from '../../src/msw/index.ts';

const started: { close(): unknown }[] = [];

/** A server, and what `import { … }` gives brought in step with it. */
function listen(options?: object, ...more: HttpHandler[]): void {
  const server = setupServer(...handlers, ...more);
  server.listen(options as Partial<SharedOptions>);
  started.push(server);
  syncBuiltinESMExports();
}

/** What a person reads. */
async function complaint(): Promise<string> {
  return assertBlocked().then(
    () => 'none',
    (error: Error) => error.message,
  );
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  for (const server of started.splice(0)) server.close();
  syncBuiltinESMExports();
  vi.restoreAllMocks();
});

describe('assertBlocked', () => {
  test('holds with blockUnhandled', async () => {
    listen(blockUnhandled);

    expect(await complaint()).toBe('none');
  });

  test('holds with the option that this MSW reads', async ({ task }) => {
    listen(task.file.projectName === 'msw 2' ? { onUnhandledRequest: 'error' } : { onUnhandledFrame: 'error' });

    expect(await complaint()).toBe('none');
  });

  const everyWay =
    'The guard is open: a request that no handler answers leaves by fetch, node:http, node:https, { get } of node:http and { get } of node:https.\n' +
    'Call server.listen(blockUnhandled), or worker.start(blockUnhandled), before. An option of your own must have the name that your MSW reads: onUnhandledFrame on 3, onUnhandledRequest on 2; the other is silently ignored.';

  test('tells when the option has the name that the other MSW reads', async ({ task }) => {
    listen(task.file.projectName === 'msw 2' ? { onUnhandledFrame: 'error' } : { onUnhandledRequest: 'error' });

    expect(await complaint()).toBe(everyWay);
  });

  test('tells when listen was called without an option', async () => {
    listen();

    expect(await complaint()).toBe(everyWay);
  });

  test('tells when nothing listens', async () => {
    expect(await complaint()).toBe(everyWay);
  });

  test('tells when MSW does not see what was imported by name', async () => {
    const server = setupServer(...handlers);
    server.listen(blockUnhandled);
    started.push(server);

    expect(await complaint()).toBe(
      'The guard is open: a request that no handler answers leaves by { get } of node:http and { get } of node:https.\n' +
        'Call syncBuiltinESMExports() of node:module after server.listen: MSW patches the modules, not what was imported by name.',
    );
  });

  test('tells when a handler answers every URL', async () => {
    listen(
      blockUnhandled,
      http.all('*', () => HttpResponse.text('caught')),
    );

    expect(await complaint()).toBe(
      'The guard cannot be proven: https://guard.invalid/ was answered by fetch, node:http, node:https, { get } of node:http and { get } of node:https.\n' +
        'A handler answers every URL, or a proxy stands in between. Give the handler the URLs of its own service.',
    );
  });

  test.for([true, false])('asks no resolver, be the guard there (%s) or not', async (isThere) => {
    const lookup = vi.spyOn(dns, 'lookup');
    const resolved = vi.spyOn(dns, 'resolve4');
    if (isThere) listen(blockUnhandled);

    await complaint();

    expect([...lookup.mock.calls, ...resolved.mock.calls]).toEqual([]);
  });

  test('leaves lookups as they were, and those of other hosts alone meanwhile', async () => {
    const before = dns.lookup;
    const lookup = (host: string) => new Promise((resolve) => dns.lookup(host, (_, address) => resolve(address)));

    const [address] = await Promise.all([lookup('127.0.0.1'), complaint(), lookup('127.0.0.1')]);

    expect(address).toBe('127.0.0.1');
    expect(dns.lookup).toBe(before);
  });

  test('prints nothing of its own requests, and all else that is printed meanwhile', async () => {
    listen(blockUnhandled);
    const error = vi.mocked(console.error);

    const proof = assertBlocked();
    console.error('of somebody else');
    await proof;

    expect(error.mock.calls).toEqual([['of somebody else']]);
  });
});
