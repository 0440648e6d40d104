import { afterAll, describe, test } from 'vitest';
import { type CreateConnection, type Report, type SuiteOptions, situations } from '../suite/index.ts';
import { summaryOf } from './summary.ts';

/** Milliseconds for one situation: a client that waits by a clock of its own takes its time. */
const longest = 60_000;

/**
 * Puts a client of your own through everything that Graph does to who creates a connection: one test for each
 * situation, and a table of what was seen at the end. The tests stand on their own: neither `useEmulator` nor an MSW
 * server of yours in the same file sees their requests. They must not run concurrently with others.
 *
 * @param name what the tests call the client.
 * @param options what the client promises; what it does not promise is left to it.
 * @example
 * ```ts
 * import { describeCreateConnection } from 'external-connection-testkit/vitest';
 *
 * describeCreateConnection('our client', async ({ graphUrl, accessToken, connection }) => {
 *   const answer = await fetch(`${graphUrl}/v1.0/external/connections`, {
 *     method: 'POST',
 *     headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
 *     body: JSON.stringify(connection),
 *   });
 *   if (!answer.ok) throw new Error(`Graph answered ${answer.status}: ${await answer.text()}`);
 * });
 * ```
 */
export function describeCreateConnection(name: string, client: CreateConnection, options: SuiteOptions = {}): void {
  describe(name, () => {
    const reports = new Map<string, Report>();
    test.for(situations)('$title ($key)', { timeout: longest }, async (situation) => {
      reports.set(situation.key, await situation.run(client, options));
    });
    afterAll(() => console.info(summaryOf(name, reports)));
  });
}
