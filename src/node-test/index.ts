/** Set-up of node:test in one line, and the suite for a client of your own. @packageDocumentation */
import { after, afterEach, before, describe, test } from 'node:test';
import { type EmulatorWithServer, emulatorInRunner, type UseEmulatorOptions } from '../msw/emulator-in-runner.ts';
import { asRecord } from '../rules/index.ts';
import type { SuiteClient } from '../suite/index.ts';
import { type DescribeOptions, describeSituations } from '../suite/run-suite.ts';

export { matchers } from '../matchers/index.ts';
export type { DescribeOptions, EmulatorWithServer, UseEmulatorOptions };

/**
 * Returns an emulator that responds to the requests of the tests in this file or `describe` block: see
 * `EmulatorWithServer`.
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

/**
 * Runs a client of your own in every situation: one test for each, and a summary at the end. The tests stand on their
 * own: neither `useEmulator` nor an MSW server of yours in the same file sees their requests. They must not run
 * concurrently with others.
 *
 * @param name what the tests call the client.
 * @param options what the client promises; what it does not promise is left to it.
 * @throws TypeError naming the option when one cannot be used, while the tests are collected.
 * @example
 * ```typescript
 * import { describeCreateConnection } from 'external-connection-testkit/node-test';
 * import { createConnection } from './create-connection.js';
 *
 * describeCreateConnection('our client', ({ graphUrl, accessToken, connection }) =>
 *   createConnection(graphUrl, accessToken, connection),
 * );
 * ```
 */
export function describeCreateConnection(name: string, client: SuiteClient, options: DescribeOptions = {}): void {
  const runner = {
    describe: (title: string, define: () => void) => void describe(title, define),
    afterAll: after,
    test(title: string, timeout: number, run: (skip: (reason: string) => void) => Promise<void>) {
      void test(title, { timeout }, (context) => run((reason) => context.skip(reason)));
    },
  };
  describeSituations(runner, name, client, options);
}
