/** Vitest set-up in one line, and the suite for a client of your own. @packageDocumentation */
import { afterAll, afterEach, beforeAll, describe, expect, TestRunner, test } from 'vitest';
import { type AsymmetricMatch, type GraphMatchers, matchers } from '../matchers/index.ts';
import { type EmulatorWithServer, emulatorInRunner, type UseEmulatorOptions } from '../msw/emulator-in-runner.ts';
import type { SuiteClient } from '../suite/index.ts';
import { type DescribeOptions, describeSituations } from '../suite/run-suite.ts';

export type { DescribeOptions, EmulatorWithServer, UseEmulatorOptions };

/**
 * Returns an emulator that responds to the requests of the tests in this file or `describe` block: see
 * `EmulatorWithServer`.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @throws Error in a test, where Vitest ignores the hooks that it adds.
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
      beforeAll(run) {
        beforeAll(run);
        if (!TestRunner.getCurrentTest()) return;
        throw new Error('useEmulator was called in a test. Call it at the top of the file, or of a describe block.');
      },
      afterAll,
      afterEach(run) {
        afterEach(({ task }) => {
          const hasFailed = task.result?.state === 'fail';
          if (hasFailed && task.concurrent) console.error(whyNotConcurrent);
          run(hasFailed);
        });
      },
    },
    options,
  );
}

const whyNotConcurrent =
  'The tests of useEmulator share a tenant, which each of them empties at its end. Give a concurrent test an emulator of its own: createEmulator().';

/**
 * Runs a client of your own in every situation: one test for each, and a summary at the end. The tests stand on their
 * own: neither `useEmulator` nor an MSW server of yours in the same file sees their requests. They must not run
 * concurrently with others.
 *
 * @param name what the tests call the client.
 * @param options what the client promises; what it does not promise is left to it.
 * @throws TypeError naming the option when one cannot be used, while the tests are collected.
 * @example
 * ```ts
 * import { describeCreateConnection } from 'external-connection-testkit/vitest';
 *
 * describeCreateConnection('our client', async ({ graphUrl, accessToken, connection }) => {
 *   const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
 *     method: 'POST',
 *     headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
 *     body: JSON.stringify(connection),
 *   });
 *   if (!response.ok) throw new Error(`Graph returned ${response.status}: ${await response.text()}`);
 * });
 * ```
 */
export function describeCreateConnection(name: string, client: SuiteClient, options: DescribeOptions = {}): void {
  const runner = {
    describe,
    afterAll,
    test(title: string, timeout: number, run: (skip: (reason: string) => void) => Promise<void>) {
      test(title, { timeout }, ({ skip }) => run(skip));
    },
  };
  describeSituations(runner, name, client, options);
}

/**
 * Importing the module adds the matchers. Their types extend interfaces that vitest 4 and 5 share: the generics of
 * `Matchers` differ between the two, and a declaration for one is an error in the other.
 */
expect.extend(matchers);

declare module 'vitest' {
  interface AsymmetricMatchersContaining extends GraphMatchers<AsymmetricMatch> {}
}

declare global {
  namespace Chai {
    interface Assertion extends GraphMatchers<void> {}
  }
}
