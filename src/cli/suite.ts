import { type ApiVersion, asRecord, definedOf } from '../rules/index.ts';
import { didYouMean } from '../schemas/index.ts';
import { readMocks } from '../server/mocks.ts';
import { placeholdersIn } from '../suite/command/command-client.ts';
import {
  type CommandClient,
  commandClient,
  formatSuiteReport,
  type RunSuiteOptions,
  runSuite,
  type SituationReport,
  type SuiteReport,
  situations,
} from '../suite/index.ts';
import { detailsOf } from '../suite/report.ts';
import { type JunitCase, junitOf, writeReport } from './junit.ts';
import { readPayload } from './read-payload.ts';
import { onStopSignal, paint, printableJson, printableLines, showProgress, twoColumns } from './terminal.ts';

interface SuiteFlags extends Omit<RunSuiteOptions, 'takes' | 'adds' | 'over' | 'version' | 'timeoutMs'> {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly junit?: string;
  readonly takes?: readonly string[];
  readonly adds?: string;
  readonly unchanged?: boolean;
  readonly apiVersion?: ApiVersion;
  /** Seconds. */
  readonly timeout?: number;
}

/** Runs a command in the situations. Exit code: 0 all passed or skipped, 1 findings, 2 it could not run. */
export async function suite(words: readonly string[], flags: SuiteFlags): Promise<number> {
  const stop = new AbortController();
  const forget = onStopSignal(() => stop.abort());
  process.once('exit', () => stop.abort());
  try {
    requireSituations(flags);
    if (flags.list) return printList(flags);
    const start = performance.now();
    const [command, ...args] = words;
    if (command === undefined) {
      throw new TypeError('There is no command to run. Name it after two hyphens: suite -- python3 create.py.');
    }
    const client = commandClient(command, args, { signal: stop.signal });
    const report = await suiteReportOf(words, client, flags);
    if (stop.signal.aborted) throw new Error('Stopped. Every process of the command was ended.');
    console.log(flags.json ? printableJson(report) : printableLines(formatSuiteReport(report)));
    if (flags.junit !== undefined) {
      const cases = report.situations.map((one) => situationCase(report.client, one));
      writeReport('--junit', flags.junit, junitOf([[report.client, cases]]));
    }
    const problem = problemOf(report, flags.unchanged);
    if (problem) throw new Error(problem);
    console.error(paint('dim', costOf(report, performance.now() - start, client.peakMemory()), process.stderr));
    return report.failed > 0 ? 1 : 0;
  } finally {
    forget();
  }
}

function requireSituations({ only = [], skip = [] }: SuiteFlags): void {
  const names: readonly string[] = situations.map(({ key }) => key);
  const unknown = [...only, ...skip].find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const hint = didYouMean(unknown, names) || ' Run suite --list for all.';
  throw new TypeError(`There is no situation ${JSON.stringify(unknown)}.${hint}`);
}

function printList({ json, only, skip = [] }: SuiteFlags): number {
  const listed = situations
    .filter(({ key }) => (only?.includes(key) ?? true) && !skip.includes(key))
    .map(({ key, title }) => ({ key, title }));
  console.log(json ? printableJson(listed) : twoColumns(listed.map(({ key, title }) => [key, title])).join('\n'));
  return 0;
}

async function suiteReportOf(words: readonly string[], client: CommandClient, flags: SuiteFlags): Promise<SuiteReport> {
  const options = await suiteOptionsOf(words.slice(1), flags);
  const all = flags.only?.length ?? situations.length;
  let [done, failed] = [0, 0];
  const progress = showProgress(() => `${done} of ${all} situations${failed > 0 ? `, ${failed} failed` : ''} …`);
  const onSituation = ({ status }: SituationReport) => {
    done += 1;
    failed += status === 'failed' ? 1 : 0;
    progress.update();
  };
  try {
    return await runSuite(words.join(' '), client, { ...options, onSituation });
  } finally {
    progress.stop();
  }
}

async function suiteOptionsOf(
  args: readonly string[],
  { takes = takenBy(args), adds, unchanged, apiVersion, timeout, list, json, junit, ...shared }: SuiteFlags,
): Promise<RunSuiteOptions> {
  // A file that cannot be used is reported before any program runs.
  if (shared.mocks !== undefined) await readMocks(shared.mocks);
  return definedOf({
    ...shared,
    version: apiVersion,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    over: unchanged ? ('proxy' as const) : undefined,
    // runSuite checks the names.
    takes: (takes?.join() === 'none' ? 'none' : takes) as RunSuiteOptions['takes'],
    adds: adds === undefined ? undefined : await addsIn(adds),
  });
}

/** A command with the id and the name in its arguments takes what stands there, and nothing else. */
function takenBy(args: readonly string[]): readonly string[] | undefined {
  const names = placeholdersIn(args);
  return names.includes('id') && names.includes('name') ? names : undefined;
}

async function addsIn(file: string): Promise<NonNullable<RunSuiteOptions['adds']>> {
  const { payload } = await readPayload(file, 'the properties that the program adds');
  const adds = asRecord(payload);
  if (!adds) throw new TypeError(`Cannot use ${file} of --adds: it is not an object of properties.`);
  return adds;
}

/** Why the report says nothing about the program; undefined where it does. */
function problemOf({ client, passed, failed, situations: all }: SuiteReport, isUnchanged = false): string | undefined {
  if (passed + failed === 0) {
    const reasons = [...new Set(all.flatMap(({ reason }) => reason ?? []))].join(' ');
    return `Every situation is skipped: nothing is known about the program. ${reasons}\nFix: name others by --only, or leave out --skip.`;
  }
  if (failed === 0 || all.some(({ requests = 0 }) => requests > 0)) return undefined;
  const [finding] = all.flatMap(({ findings }) => findings);
  const reason = all.find(({ status }) => status === 'failed')?.reason;
  return [
    `No request came from ${client}, in any situation. It ended with: ${finding?.received ?? reason}`,
    isUnchanged
      ? 'Fix: run the program once by the command run, which shows the hosts that it tried to reach and why it ended.'
      : 'Fix: send the requests to the URL in the environment variable GRAPH_URL, such as $GRAPH_URL/v1.0/external/connections; or leave the program as it is, and add --unchanged.',
  ].join('\n');
}

function costOf({ passed, failed }: SuiteReport, milliseconds: number, peakMemory: number): string {
  const count = passed + failed;
  const own = Math.round(process.resourceUsage().maxRSS / 1024);
  const program =
    peakMemory > 0 ? `, and up to ${Math.ceil(peakMemory / 1024 / 1024)} MB for a run of the program` : '';
  const seconds = (milliseconds / 1000).toFixed(1);
  const what = count === 1 ? '1 situation' : `${count} situations`;
  return `${what} in ${seconds} s, ${(milliseconds / 1000 / count).toFixed(2)} s each; ${own} MB of memory${program}.`;
}

function situationCase(client: string, situation: SituationReport): JunitCase {
  const { key, title, status, reason, duration = 0, findings, advice } = situation;
  const [first] = findings;
  return {
    name: `${key}: ${title}`,
    className: client,
    duration,
    outcome: status === 'notRun' ? 'skipped' : status,
    message: first ? `${first.message} (${first.kind})` : (reason ?? 'not run'),
    text: [
      ...findings.flatMap((finding) => [`${finding.message} (${finding.kind})`, ...detailsOf(finding)]),
      ...advice,
    ].join('\n'),
  };
}
