import { syncBuiltinESMExports } from 'node:module';
import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/index.ts';
import { blockUnhandled, handlersFor } from '../msw/index.ts';
import { printRefusals } from './print-refusals.ts';

export interface UseEmulatorOptions extends EmulatorOptions {
  /** Your own handlers, for the other services that your code calls, such as the one that issues its tokens. */
  readonly handlers?: readonly RequestHandler[];
}

/**
 * An emulator behind every request of the tests in this file or `describe` block: a server that starts before them
 * and ends after them, lets no other request out, and forgets everything after each test. When a test fails, it
 * prints each request that was refused or met a fault in it, with the rule that was broken and how to mend it.
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
export function useEmulator({ handlers = [], ...options }: UseEmulatorOptions = {}): Emulator {
  const emulator = createEmulator(options);
  const server = setupServer(...handlersFor(emulator), ...handlers);
  beforeAll(() => {
    server.listen(blockUnhandled);
    // MSW patches node:http in place; without this, code that imports { request } from it by name gets out.
    syncBuiltinESMExports();
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') printRefusals(emulator.exchanges);
    server.resetHandlers();
    emulator.reset();
  });
  afterAll(() => {
    server.close();
    syncBuiltinESMExports();
  });
  return emulator;
}
