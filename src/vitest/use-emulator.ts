import { afterAll, afterEach, beforeAll } from 'vitest';
import { type EmulatorWithServer, emulatorInRunner, type UseEmulatorOptions } from '../msw/emulator-in-runner.ts';

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
export function useEmulator(options: UseEmulatorOptions = {}): EmulatorWithServer {
  return emulatorInRunner(
    {
      beforeAll,
      afterAll,
      afterEach: (run) => afterEach(({ task }) => run(task.result?.state === 'fail')),
    },
    options,
  );
}
