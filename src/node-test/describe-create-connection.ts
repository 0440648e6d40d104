import { after, describe, test } from 'node:test';
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
 * ```typescript
 * import { describeCreateConnection } from 'external-connection-testkit/node-test';
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
    describe: (title: string, define: () => void) => void describe(title, define),
    afterAll: after,
    test(title: string, timeout: number, run: (skip: (reason: string) => void) => Promise<void>) {
      void test(title, { timeout }, (context) => run((reason) => context.skip(reason)));
    },
  };
  describeSituations(runner, name, client, options);
}
