import { afterAll, afterEach, beforeAll } from '@jest/globals';
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
 * import { useEmulator } from 'external-connection-testkit/jest';
 * import { expect, test } from '@jest/globals';
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
    { beforeAll, afterAll, afterEach: (run) => afterEach(() => run(hasRunningTestFailed())) },
    options,
  );
}

/** Jest gives its hooks no result; its runner, jest-circus, keeps the running test under a symbol of the global object. */
function hasRunningTestFailed(): boolean {
  const key = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL');
  const state = key && asRecord(Reflect.get(globalThis, key));
  const errors = asRecord(state?.currentlyRunningTest)?.errors;
  return Array.isArray(errors) && errors.length > 0;
}
