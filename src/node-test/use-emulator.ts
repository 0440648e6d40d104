import { after, afterEach, before } from 'node:test';
import { type EmulatorWithServer, emulatorInRunner, type UseEmulatorOptions } from '../msw/emulator-in-runner.ts';
import { asRecord } from '../rules/index.ts';

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
 * ```typescript
 * import { useEmulator } from 'external-connection-testkit/node-test';
 * import assert from 'node:assert/strict';
 * import { test } from 'node:test';
 *
 * const graph = useEmulator({ profile: 'live' });
 *
 * test('starts with an empty tenant', () => {
 *   assert.deepEqual(graph.connections, []);
 * });
 * ```
 */
export function useEmulator(options: UseEmulatorOptions = {}): EmulatorWithServer {
  return emulatorInRunner(
    {
      beforeAll: before,
      afterAll: after,
      afterEach: (run) => afterEach((context) => run(asRecord(context)?.passed === false)),
    },
    options,
  );
}
