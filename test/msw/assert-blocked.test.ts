import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { type HttpHandler, HttpResponse, http, type SharedOptions } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { assertBlocked, blockUnhandled, handlers } from '../../src/msw/index.ts';
import { startStandIn } from './stand-in.ts';

const started: { close(): unknown }[] = [];

/** A server, and what `import { … }` gives brought in step with it. */
function listen(options?: object, ...more: HttpHandler[]): void {
  const server = setupServer(...handlers, ...more);
  server.listen(options as Partial<SharedOptions>);
  started.push(server);
  syncBuiltinESMExports();
}

/** The message that it throws. */
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
  test.for([
    ['blockUnhandled', () => listen(blockUnhandled)],
    ['{ ...blockUnhandled }', () => listen({ ...blockUnhandled })],
  ] as const)('passes with %s', async ([, start]) => {
    start();

    expect(await complaint()).toBe('none');
  });

  test('fails with the strategy of MSW alone: it covers neither assets nor other clients', async () => {
    listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' });

    expect(await complaint()).toMatch(
      /^The guard is open\.\nA request that no handler matches leaves by fetch of a URL like that of an asset \(\.json\)\.\nA client that MSW does not intercept can connect to Graph and its login\.\nCall server\.listen/,
    );
  });

  test('fails when the guard was taken away while the server listens', async () => {
    const out = await startStandIn();
    const { lookup } = dns;
    listen({ ...blockUnhandled });
    dns.lookup = lookup;

    expect(await complaint()).toMatch(
      /^The guard is open\.\nA client that MSW does not intercept can connect to Graph and its login\.\n/,
    );
    expect(out.visits).toEqual([]);
    await out.close();
  });

  const everyWay =
    'The guard is open.\n' +
    'A request that no handler matches leaves by fetch, fetch of a URL like that of an asset (.json), node:http, node:https, { get } of node:http and { get } of node:https.\n' +
    'A client that MSW does not intercept can connect to Graph and its login.\n' +
    'Call server.listen({ ...blockUnhandled }), or worker.start(blockUnhandled), before. An option of your own does not turn the guard on; it must also have the name that your MSW reads: onUnhandledFrame on 3, onUnhandledRequest on 2; the other is ignored.';

  test('fails when the option has the name that the other MSW reads', async ({ task }) => {
    listen(task.file.projectName === 'msw 2' ? { onUnhandledFrame: 'error' } : { onUnhandledRequest: 'error' });

    expect(await complaint()).toBe(everyWay);
  });

  test('fails when listen was called without an option', async () => {
    listen();

    expect(await complaint()).toBe(everyWay);
  });

  test('fails when nothing listens', async () => {
    expect(await complaint()).toBe(everyWay);
  });

  test('fails when MSW does not see what was imported by name', async () => {
    const server = setupServer(...handlers);
    server.listen(blockUnhandled);
    started.push(server);

    expect(await complaint()).toBe(
      'The guard is open.\nA request that no handler matches leaves by { get } of node:http and { get } of node:https.\n' +
        'Call syncBuiltinESMExports() of node:module after server.listen: MSW patches the modules, not what was imported by name.',
    );
  });

  test('fails when a handler matches every URL', async () => {
    listen(
      blockUnhandled,
      http.all('*', () => HttpResponse.text('caught')),
    );

    expect(await complaint()).toBe(
      'The guard cannot be proven: https://guard.invalid/ got a response by fetch, fetch of a URL like that of an asset (.json), node:http, node:https, { get } of node:http and { get } of node:https.\n' +
        'A handler matches every URL, or a proxy stands in between. Give the handler the URLs of its own service.',
    );
  });

  test.for([true, false])('asks no resolver, whether the guard is on (%s) or not', async (isThere) => {
    const lookup = vi.spyOn(dns, 'lookup');
    const resolved = vi.spyOn(dns, 'resolve4');
    if (isThere) listen({ ...blockUnhandled });

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

  test('leaves lookups and the console as they were, twice at once, and each fails where the guard is open', async () => {
    const before = [dns.lookup, console.error];

    const complaints = await Promise.all([complaint(), complaint()]);

    expect(complaints).toEqual([everyWay, everyWay]);
    expect([dns.lookup, console.error]).toEqual(before);
  });

  test('leaves lookups as they were where the guard begins meanwhile, and ends later', async () => {
    const before = dns.lookup;
    const begin = vi.fn(() => started.length === 1 && listen({ ...blockUnhandled }));
    listen({ onUnhandledRequest: begin, onUnhandledFrame: begin });

    await complaint();
    for (const server of started.splice(0)) server.close();

    expect(begin).toHaveBeenCalled();
    expect(dns.lookup).toBe(before);
  });

  test('prints nothing of its own requests, and all else that is printed meanwhile', async () => {
    listen(blockUnhandled);
    const error = vi.mocked(console.error);

    const proof = assertBlocked();
    console.error('of the test');
    await proof;

    expect(error.mock.calls).toEqual([['of the test']]);
  });
});
