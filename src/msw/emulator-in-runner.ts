import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import type { RequestHandler } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Exchange,
  explainExchange,
} from '../emulator/index.ts';
import { emulatorOptions } from '../emulator/settings.ts';
import { option, readOptions } from '../schemas/index.ts';
import { blockUnhandled } from './block-unhandled.ts';
import { turnOnGuard } from './guard/guard.ts';
import { handlersFor } from './handlers.ts';
import { loginHandlersFor } from './login-handlers.ts';
import { requireMajorOf } from './one-major.ts';

export interface UseEmulatorOptions extends EmulatorOptions {
  /**
   * Your own handlers: for the other services that your code calls, and for requests to Graph or its login that the
   * emulator would respond to. They come first.
   */
  readonly handlers?: readonly RequestHandler[];
}

/**
 * An emulator that responds to the requests of the tests in a file or `describe` block, also to those for a token. A server
 * of MSW starts before them and closes after them, with the guard on, which covers and leaves open what `blockUnhandled`
 * does; each test starts with an empty tenant. When a test fails, it prints each request that was refused or got a fault,
 * with the rule that was broken and the fix. In a `describe` block inside another with its own emulator, the inner one
 * responds.
 */
export interface EmulatorWithServer extends Emulator {
  /** For `server.use` in a test: its handlers come before all others, and go after the test. */
  readonly server: SetupServer;
}

/** The hooks of a runner of tests, for the file or the block in which they are called. */
export interface RunnerHooks {
  beforeAll(run: () => void): void;
  afterAll(run: () => Promise<void>): void;
  /** @param run gets whether the test failed. */
  afterEach(run: (hasFailed: boolean) => void): void;
}

const useEmulatorOptions = {
  ...emulatorOptions,
  handlers: option.where<readonly RequestHandler[]>(Array.isArray, 'an array with handlers of MSW'),
};

/** `useEmulator` for a runner: an emulator behind a server of MSW, with the guard on from the first test to the last. */
export function emulatorInRunner(hooks: RunnerHooks, options: UseEmulatorOptions): EmulatorWithServer {
  const { handlers = [], ...ofEmulator } = readOptions('useEmulator', useEmulatorOptions, options);
  const emulator = createEmulator(ofEmulator);
  const own = [...handlersFor(emulator, { printRefusals: false }), ...loginHandlersFor(emulator)];
  for (const handler of own) requireMajorOf(handler, handlers);
  const server = setupServer(...handlers, ...own);
  guardTests(server, hooks);
  hooks.afterEach((hasFailed) => {
    if (hasFailed) printRefusals(emulator.exchanges);
    server.resetHandlers();
    emulator.reset();
  });
  return Object.assign(emulator, { server });
}

// A test may install fake timers, and jest has fake ones in the global object where its configuration asks for them.
const { setTimeout: systemTimeout } = timers;

/** Lets the server listen, with the guard on, from before the first test until after the last. */
function guardTests(server: SetupServer, { beforeAll, afterAll }: RunnerHooks): void {
  let turnOff = () => {};
  let isListening = false;
  const pending = new Set<string>();
  const listen = () => {
    if (isListening) return;
    isListening = true;
    server.events.on('request:start', ({ requestId }) => void pending.add(requestId));
    for (const end of ['request:end', 'request:unhandled'] as const) {
      server.events.on(end, ({ requestId }) => void pending.delete(requestId));
    }
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
  afterAll(async () => {
    // A request that no test awaited would leave the machine after the close. One with the fault `hang` never ends.
    for (let waits = 0; waits < 2 || (pending.size > 0 && waits < 100); waits += 1) {
      await new Promise((resolve) => void systemTimeout(resolve, 5));
    }
    close();
    turnOff();
  });
}

/**
 * Prints each request that was refused, or met a fault, on the error stream: the first thing that a person with a
 * failed test wants to know.
 */
export function printRefusals(exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) {
    if (exchange.response.status >= 400 || exchange.fault) console.error(explainExchange(exchange));
  }
}
