import { afterAll, describe, test } from 'vitest';
import {
  type CreateConnection,
  createSuiteReport,
  formatSuiteReport,
  type SuiteOptions,
  type SuiteReport,
  situations,
} from '../suite/index.ts';
import { requireOptions } from '../suite/options.ts';

/** Milliseconds for one situation: over HTTP, a client that waits takes its time. */
const longest = 120_000;

/** What the client promises, and what happens with the report. */
export interface DescribeOptions extends SuiteOptions {
  /** Called with the report at the end, such as to write it to a file for the annotations of a CI step. */
  readonly onReport?: (report: SuiteReport) => void;
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
export function describeCreateConnection(name: string, client: CreateConnection, options: DescribeOptions = {}): void {
  const { onReport = () => {}, ...promises } = options;
  requireOptions(client, promises);
  describe(name, () => {
    const results = new Map<string, unknown>();
    test.for(situations)('$key: $title', { timeout: longest }, async ({ key, run }, { skip }) => {
      const report = await run(client, promises).catch((error: unknown) => {
        results.set(key, error);
        throw error;
      });
      results.set(key, report);
      skip(report.skipped !== undefined, report.skipped);
    });
    afterAll(() => {
      const report = createSuiteReport(name, results);
      console.info(formatSuiteReport(report));
      onReport(report);
    });
  });
}
