/** Jest set-up in one line, here or in setupFilesAfterEnv, and the suite for a client of your own. @packageDocumentation */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type {} from 'expect';
import { type AsymmetricMatch, type GraphMatchers, matchers } from '../matchers/index.ts';
import { type EmulatorWithServer, emulatorInRunner, type UseEmulatorOptions } from '../msw/emulator-in-runner.ts';
import { asRecord } from '../rules/index.ts';
import type { SuiteClient } from '../suite/index.ts';
import { type DescribeOptions, describeSituations } from '../suite/run-suite.ts';

export type { DescribeOptions, EmulatorWithServer, UseEmulatorOptions };

/**
 * Returns an emulator that responds to the requests of the tests in this file or `describe` block: see
 * `EmulatorWithServer`.
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

/**
 * Runs a client of your own in every situation: one test for each, and a summary at the end. A situation that does not apply
 * passes, because jest cannot skip a running test; the summary names it. The tests stand on their
 * own: neither `useEmulator` nor an MSW server of yours in the same file sees their requests. They must not run
 * concurrently with others.
 *
 * @param name what the tests call the client.
 * @param options what the client promises; what it does not promise is left to it.
 * @throws TypeError naming the option when one cannot be used, while the tests are collected.
 * @example
 * ```typescript
 * import { describeCreateConnection } from 'external-connection-testkit/jest';
 * import { createConnection } from './create-connection.js';
 *
 * describeCreateConnection('our client', ({ graphUrl, accessToken, connection }) =>
 *   createConnection(graphUrl, accessToken, connection),
 * );
 * ```
 */
export function describeCreateConnection(name: string, client: SuiteClient, options: DescribeOptions = {}): void {
  const runner = {
    describe,
    afterAll,
    test(title: string, timeout: number, run: (skip: () => void) => Promise<void>) {
      test(title, () => run(() => {}), timeout);
    },
  };
  describeSituations(runner, name, client, options);
}

// Importing the module adds the matchers.
expect.extend(matchers);

/** For `@jest/globals` and the package `expect`. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GraphMatchers<R> {}
  interface AsymmetricMatchers extends GraphMatchers<AsymmetricMatch> {}
}

/** For `@types/jest`. */
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: its parameters must be those of @types/jest.
    interface Matchers<R, T = {}> extends GraphMatchers<R> {}
    interface Expect extends GraphMatchers<AsymmetricMatch> {}
  }
}
