import { afterAll, describe, test } from 'vitest';
import { type DescribeOptions, describeSituations } from '../suite/describe-situations.ts';
import type { SuiteClient } from '../suite/index.ts';

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
