import { availableParallelism } from 'node:os';
import { isCommandClient } from './command/command-client.ts';
import { CannotRunError } from './command/command-error.ts';
import { describeOptions, requireOptions, runOptions, type SuiteClient, type SuiteOptions } from './options.ts';
import {
  createSuiteReport,
  formatSuiteReport,
  type Report,
  SituationError,
  type SituationReport,
  type SuiteReport,
} from './report.ts';
import { allSituations } from './situations/index.ts';

/** One situation that a client must handle. */
export interface Situation {
  /** Stable key, such as `throttled.once`. */
  readonly key: string;
  /** What happens in it, and what a right client does. */
  readonly title: string;
  /**
   * Runs a client in the situation. Meanwhile the requests, timers, date and console of the whole process belong to
   * it; another run waits until it is over.
   *
   * @returns what the client did, when there is nothing to report.
   * @throws SituationError with every finding.
   * @throws TypeError naming the option when one cannot be used.
   */
  run(client: SuiteClient, options?: SuiteOptions): Promise<Report>;
}

/**
 * Scenarios that test your create-connection function. They work with any test runner.
 *
 * @example
 * ```ts
 * import { situations } from 'external-connection-testkit/suite';
 *
 * for (const situation of situations.slice(0, 3)) {
 *   await situation.run(({ graphUrl, accessToken, connection }) =>
 *     fetch(`${graphUrl}/v1.0/external/connections`, {
 *       method: 'POST',
 *       headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
 *       body: JSON.stringify(connection),
 *     }),
 *   );
 * }
 * situations.length > 20; // true
 * ```
 */
export const situations: readonly Situation[] = allSituations.map((data) => ({
  key: data.key,
  title: data.title,
  run: async (client, options = {}) => {
    // Loaded when it runs: a list of situations needs neither the emulator nor the checks.
    const { runSituation } = await import('./run-situation.ts');
    return runSituation(data, client, options);
  },
}));

/** What a client promises, and which situations are run how. */
export interface RunSuiteOptions extends SuiteOptions {
  /** The keys of the situations to run; the others are reported as not run. Default: all. */
  readonly only?: readonly string[];
  /**
   * How many situations run at once, of a `commandClient`. Other clients share this process, and take turns. Default:
   * the number of processors.
   */
  readonly jobs?: number;
  /** Called with the report of each situation when it is over. */
  readonly onSituation?: (report: SituationReport) => void;
}

/** A command that does not end in so many situations does not end in the others either: they are not run. */
const maxPending = 3;

/**
 * Runs a client in every situation, and reports them all. Never throws for what the client does.
 *
 * @param name what the report calls the client.
 * @throws TypeError naming the option when one cannot be used.
 * @throws CannotRunError when the command of a `commandClient` cannot be run.
 * @example
 * ```ts
 * import { runSuite } from 'external-connection-testkit/suite';
 *
 * const report = await runSuite('a client that sends nothing', async () => {}, { skip: [] });
 * report.situations[0]?.findings[0]?.kind; // 'end.neverSent'
 * ```
 */
export async function runSuite(name: string, client: SuiteClient, options: RunSuiteOptions = {}): Promise<SuiteReport> {
  requireOptions('runSuite', client, options, runOptions());
  const { only, jobs = availableParallelism(), onSituation = () => {}, ...promises } = options;
  const queue = situations.filter(({ key }) => only?.includes(key) ?? true);
  const results = new Map<string, unknown>();
  const durations = new Map<string, number>();
  const report = () => createSuiteReport(name, results, durations);

  async function runRest(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { key, run } = next;
      const start = performance.now();
      const result = await run(client, promises).catch((error: unknown) => error);
      if (result instanceof CannotRunError) throw result;
      results.set(key, result);
      durations.set(key, Math.round(performance.now() - start));
      const one = report().situations.find((situation) => situation.key === key);
      if (one) onSituation(one);
      if (isCommandClient(client) && [...results.values()].filter(isPending).length >= maxPending) queue.length = 0;
    }
  }

  await Promise.all(Array.from({ length: isCommandClient(client) ? jobs : 1 }, runRest));
  return report();
}

function isPending(result: unknown): boolean {
  return result instanceof SituationError && result.findings.some(({ kind }) => kind === 'end.pending');
}

/** What the client promises, and what happens with the report. */
export interface DescribeOptions extends SuiteOptions {
  /** Called with the report at the end, such as to write it to a file for the annotations of a CI step. */
  readonly onReport?: (report: SuiteReport) => void;
}

interface TestRunner {
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
  options: DescribeOptions,
): void {
  requireOptions('describeCreateConnection', client, options, describeOptions());
  const { onReport = () => {}, ...promises } = options;
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
