import type { Finding } from './findings.ts';
import { allSituations } from './situations/index.ts';

/** What a client did in one situation, when there is no finding. */
export type Report = RunReport | SkippedReport;

/** A situation that does not apply to the client. */
export interface SkippedReport {
  /** Why it does not apply. */
  readonly skipped: string;
  readonly advice: readonly string[];
}

/** How the client did in a situation that was run. */
export interface RunReport {
  readonly skipped?: undefined;
  /** How many requests it sent. */
  readonly requests: number;
  /** How many of them were create requests. */
  readonly creates: number;
  /** Whether it returned or threw. */
  readonly ended: 'resolved' | 'rejected';
  /** What is worth knowing although it is not a finding. */
  readonly advice: readonly string[];
}

/** The findings of a client in a situation: for each what was expected and received, why it matters, and the fix. */
export class SituationError extends Error {
  override readonly name = 'SituationError';
  /** The key of the situation. */
  readonly situation: string;
  readonly findings: readonly Finding[];
  /** How many requests the client sent. */
  readonly requests: number;

  constructor(
    message: string,
    { situation, findings, requests }: Pick<SituationError, 'situation' | 'findings' | 'requests'>,
  ) {
    super(message);
    this.situation = situation;
    this.findings = findings;
    this.requests = requests;
  }
}

/** What was expected and received, why it matters, and the fix; one line each. */
export function detailsOf({ expected, received, why, fix, source }: Finding, where = ''): string[] {
  return [
    `  Expected: ${indent(expected)}`,
    `  Received${where}: ${indent(received)}`,
    `  Why it matters: ${why}`,
    `  Fix: ${fix}`,
    `  Source: ${source}`,
  ];
}

export function indent(text: string): string {
  return text.replaceAll('\n', '\n    ');
}

/** One situation in the report of a whole suite. Plain data: it can be serialised. */
export interface SituationReport {
  readonly key: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'notRun';
  /** Why it was skipped, or what was thrown where that is not a SituationError. */
  readonly reason?: string;
  /** How the client ended; of a situation that passed. */
  readonly ended?: 'resolved' | 'rejected';
  /** Of a situation that passed or failed. */
  readonly requests?: number;
  readonly creates?: number;
  /** Milliseconds that it took; of `runSuite`. */
  readonly duration?: number;
  readonly advice: readonly string[];
  readonly findings: readonly Finding[];
}

/** What the suite found out about a client. Plain data, such as for the annotations of a CI step. */
export interface SuiteReport {
  readonly client: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notRun: number;
  readonly situations: readonly SituationReport[];
}

/** The report of a suite, from what the runs of its situations returned or threw, by key, and the milliseconds of each. */
export function createSuiteReport(
  client: string,
  results: ReadonlyMap<string, unknown>,
  durations: ReadonlyMap<string, number> = new Map(),
): SuiteReport {
  const situations = allSituations.map(({ key, title }) => {
    const duration = durations.get(key);
    return { key, title, ...situationResult(results, key), ...(duration !== undefined && { duration }) };
  });
  const counts = { passed: 0, failed: 0, skipped: 0, notRun: 0 };
  for (const { status } of situations) counts[status] += 1;
  return { client, ...counts, situations };
}

function situationResult(results: ReadonlyMap<string, unknown>, key: string): Omit<SituationReport, 'key' | 'title'> {
  const nothing = { advice: [], findings: [] };
  if (!results.has(key)) return { status: 'notRun', ...nothing };
  const result = results.get(key);
  if (result instanceof SituationError) {
    const { requests, findings } = result;
    return { status: 'failed', requests, advice: [], findings };
  }
  if (!isReport(result)) return { status: 'failed', reason: String(result), ...nothing };
  if (result.skipped !== undefined) return { status: 'skipped', reason: result.skipped, ...nothing };
  const { ended, requests, creates, advice } = result;
  return { status: 'passed', ended, requests, creates, advice, findings: [] };
}

function isReport(result: unknown): result is Report {
  return typeof result === 'object' && result !== null && 'advice' in result;
}

/** The report as text: each kind of finding, and each broken rule, once, with one example and the keys of the other situations. */
export function formatSuiteReport(report: SuiteReport): string {
  const { client, passed, failed, skipped, notRun, situations } = report;
  const more = [skipped > 0 && `${skipped} skipped`, notRun > 0 && `${notRun} not run`].filter(Boolean).join(', ');
  const headline = `${client}: ${passed} of ${passed + failed} situations passed${more && `, ${more}`}`;
  const reasons = keysByText(situations.map(({ key, reason }) => [key, reason ? [reason] : []]));
  const advice = keysByText(situations.map(({ key, advice }) => [key, advice]));
  return [
    headline,
    ...formatFindings(situations.flatMap(({ findings }) => findings)),
    ...reasons.map(([reason, keys]) => `${keys}: ${reason}`),
    ...formatPolicy(situations),
    ...advice.map(([text, keys]) => `Advice (${keys}): ${text}`),
  ].join('\n');
}

function formatFindings(findings: readonly Finding[]): string[] {
  // The rule decides the fix.
  const nameOf = ({ kind, rule }: Finding) => (rule ? `${kind}: ${rule}` : kind);
  return [...Map.groupBy(findings, nameOf)].flatMap(([name, all]) => {
    const [example] = all;
    const keys = [...new Set(all.map(({ situation: key }) => key))];
    if (!example) return [];
    const { message, situation } = example;
    return [
      `\n${name} × ${keys.length} (${listKeys(keys)})`,
      `  ${message}`,
      ...detailsOf(example, ` in ${situation}`),
      '',
    ];
  });
}

/** Each text once, with the keys of the situations that have it. */
function keysByText(all: readonly (readonly [key: string, texts: readonly string[]])[]): (readonly [string, string])[] {
  const pairs = all.flatMap(([key, texts]) => texts.map((text) => ({ key, text })));
  return [...Map.groupBy(pairs, ({ text }) => text)].map(([text, of]) => [text, listKeys(of.map(({ key }) => key))]);
}

const maxKeys = 8;

function listKeys(keys: readonly string[]): string {
  const more = keys.length > maxKeys ? `, … ${keys.length - maxKeys} more` : '';
  return `${keys.slice(0, maxKeys).join(', ')}${more}`;
}

/** The situations that show after what a client retries. */
const retried: readonly (readonly [string, string])[] = [
  ['429', 'throttled.once'],
  ['500', 'error.500'],
  ['502', 'error.502'],
  ['503', 'unavailable.once'],
  ['504', 'error.504'],
  ['a lost connection', 'connection.reset'],
];

/** What the situations that passed show; nothing is said about the others. */
function formatPolicy(situations: readonly SituationReport[]): string[] {
  const passed = new Map(situations.filter(({ status }) => status === 'passed').map((one) => [one.key, one]));
  const known = retried.filter(([, key]) => (passed.get(key)?.creates ?? 0) > 0);
  const isRetried = ([, key]: readonly [string, string]) => (passed.get(key)?.creates ?? 0) > 1;
  const yes = known.filter(isRetried).map(([what]) => what);
  const no = known.filter((one) => !isRetried(one)).map(([what]) => what);
  const duplicate = passed.get('duplicate.sameId')?.ended;
  return [
    ...(yes.length > 0 ? [`It retries after ${yes.join(', ')}.`] : []),
    ...(no.length > 0 ? [`It does not retry after ${no.join(', ')}.`] : []),
    ...(duplicate ? [`It ${duplicate === 'resolved' ? 'returns' : 'throws'} when the id is taken.`] : []),
  ];
}
