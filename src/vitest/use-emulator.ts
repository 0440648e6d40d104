import { syncBuiltinESMExports } from 'node:module';
import type { RequestHandler } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/index.ts';
import { turnOnGuard } from '../msw/guard/guard.ts';
import { blockUnhandled, handlersFor, loginHandlersFor } from '../msw/index.ts';
import { requireMajorOf } from '../msw/one-major.ts';
import { printRefusals } from './print-refusals.ts';

export interface UseEmulatorOptions extends EmulatorOptions {
  /**
   * Your own handlers: for the other services that your code calls, and for requests to Graph or its login that the
   * emulator would respond to. They come first.
   */
  readonly handlers?: readonly RequestHandler[];
}

/** An emulator and the server of MSW in front of it. */
export interface EmulatorWithServer extends Emulator {
  /** For `server.use` in a test: its handlers come before all others, and go after the test. */
  readonly server: SetupServer;
}

/**
 * Returns an emulator that responds to the requests of the tests in this file or `describe` block, also to those for a
 * token. A server of MSW starts before them and closes after them, with the guard on; each test starts with an empty tenant. When a test fails, it
 * prints each request that was refused or got a fault, with the rule that was broken and the fix. In a `describe` block
 * inside another with its own emulator, the inner one responds.
 *
 * The guard covers and leaves open what `blockUnhandled` does.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { useEmulator } from 'external-connection-testkit/vitest';
 * import { expect, test } from 'vitest';
 *
 * const graph = useEmulator({ profile: 'live' });
 *
 * test('starts with an empty tenant', () => {
 *   expect(graph.connections).toEqual([]);
 * });
 * ```
 */
export function useEmulator({ handlers = [], ...options }: UseEmulatorOptions = {}): EmulatorWithServer {
  const emulator = createEmulator(options);
  const own = [...handlersFor(emulator), ...loginHandlersFor(emulator)];
  for (const handler of own) requireMajorOf(handler, handlers);
  const server = setupServer(...handlers, ...own);
  guardTests(server);
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') printRefusals(emulator.exchanges);
    server.resetHandlers();
    emulator.reset();
  });
  return Object.assign(emulator, { server });
}

/** Lets the server listen, with the guard on, from before the first test until after the last. */
function guardTests(server: SetupServer): void {
  let turnOff = () => {};
  let isListening = false;
  const listen = () => {
    if (isListening) return;
    isListening = true;
    server.listen({ ...blockUnhandled });
    // MSW patches node:http in place; without this, code that imports { request } from it by name gets out.
    syncBuiltinESMExports();
  };
  const close = () => {
    if (!isListening) return;
    isListening = false;
    server.close();
    syncBuiltinESMExports();
  };
  beforeAll(() => {
    turnOff = turnOnGuard({ pause: close, resume: listen });
    listen();
  });
  afterAll(() => {
    close();
    turnOff();
  });
}
