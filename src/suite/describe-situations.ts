import { requireOptions, type SuiteClient, type SuiteOptions } from './options.ts';
import { createSuiteReport, formatSuiteReport, type SuiteReport } from './report.ts';
import { situations } from './run.ts';

/** What the client promises, and what happens with the report. */
export interface DescribeOptions extends SuiteOptions {
  /** Called with the report at the end, such as to write it to a file for the annotations of a CI step. */
  readonly onReport?: (report: SuiteReport) => void;
}

/** What a runner of tests has. */
export interface TestRunner {
  describe(name: string, define: () => void): void;
  /** @param run gets a function that marks the test as skipped, where the runner can. */
  test(title: string, timeoutMs: number, run: (skip: (reason: string) => void) => Promise<void>): void;
  afterAll(run: () => void): void;
}

/** Milliseconds for one situation: over HTTP, a client that waits takes its time. */
const longest = 120_000;

/** `describeCreateConnection` for a runner: one test for each situation, and a summary at the end. */
export function describeSituations(
  { describe, test, afterAll }: TestRunner,
  name: string,
  client: SuiteClient,
  { onReport = () => {}, ...promises }: DescribeOptions,
): void {
  requireOptions(client, promises);
  describe(name, () => {
    const results = new Map<string, unknown>();
    for (const { key, title, run } of situations) {
      test(`${key}: ${title}`, longest, async (skip) => {
        const report = await run(client, promises).catch((error: unknown) => {
          results.set(key, error);
          throw error;
        });
        results.set(key, report);
        if (report.skipped !== undefined) skip(report.skipped);
      });
    }
    afterAll(() => {
      const report = createSuiteReport(name, results);
      console.info(formatSuiteReport(report));
      onReport(report);
    });
  });
}
