import { checkRun, stringsIn } from './checks/index.ts';
import { type CreateConnection, requireOptions, type SuiteOptions } from './options.ts';
import { type Run, recordRun } from './record-run.ts';
import { type Report, reportOf, SituationError } from './report.ts';
import { allSituations, type SituationData } from './situations/index.ts';

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
  run(client: CreateConnection, options?: SuiteOptions): Promise<Report>;
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
  run: (client, options = {}) => runSituation(data, client, options),
}));

async function runSituation(data: SituationData, client: CreateConnection, options: SuiteOptions): Promise<Report> {
  requireOptions(client, options);
  const run = await recordRun(data, client, options);
  const found = checkRun(run);
  const isSilent = found.some(({ kind }) => kind === 'end.silent') && !(await hasSpecificErrors(run, client));
  const findings = found.filter(({ kind }) => kind !== 'end.silent' || isSilent);
  if (findings.length > 0) throw new SituationError(run, findings);
  return reportOf(run);
}

/**
 * Whether the client's error changes with the failure, in whatever language: it is run a second time, in a situation
 * that fails for another reason. A constant message explains nothing.
 */
async function hasSpecificErrors(run: Run, client: CreateConnection): Promise<boolean> {
  const isOutage = run.requests.some(({ response }) => (response?.status ?? 0) >= 429);
  const other = isOutage ? 'error.withoutInnerError' : 'error.500';
  const data = allSituations.find(({ key }) => key === other);
  if (!data) throw new TypeError(`There is no situation ${other}.`);
  return reportedTexts(run) !== reportedTexts(await recordRun(data, client, run.options));
}

/** What the calls threw or returned, as text, without what differs from run to run. */
function reportedTexts({ calls }: Run): string {
  const reported = calls.map(({ ending }) =>
    ending.kind === 'rejected' ? ending.error : ending.kind === 'resolved' ? ending.value : undefined,
  );
  const texts = stringsIn(reported)
    .filter(({ path }) => !path.includes('stack'))
    .map(({ text }) => calls.reduce((rest, { wanted }) => rest.replaceAll(wanted.id, ''), text));
  return texts.join('\n').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/gi, '');
}
