import { explainExchange } from '../emulator/index.ts';
import { evidenceOf, ignoresUnreadable, isCreate, libraryLeakOf } from './checks/index.ts';
import type { Finding, Found } from './findings.ts';
import type { Run } from './record-run.ts';
import type { SituationData } from './situations/index.ts';
import type { SentRequest } from './transport.ts';

/** What a client did in one situation, when there is no finding. */
export type Report = RunReport | SkippedReport;

/** A situation that does not apply to the client. */
export interface SkippedReport {
  /** Why it does not apply. */
  readonly skipped: string;
  readonly advice: readonly string[];
}

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

/** The report of a run without a finding. */
export function reportOf(run: Run): RunReport {
  const { requests, calls } = run;
  const hasRejected = calls.some(({ ending }) => ending.kind === 'rejected');
  return {
    requests: requests.length,
    creates: requests.filter(isCreate).length,
    ended: hasRejected ? 'rejected' : 'resolved',
    advice: adviceOf(run),
  };
}

function adviceOf(run: Run): string[] {
  const leak = libraryLeakOf(run);
  return [
    ...(leak
      ? [
          `The HTTP library keeps the access token on its error (${leak}): logging the error logs the token. Throw an error of your own.`,
        ]
      : []),
    ...(ignoresUnreadable(run)
      ? ['The client retries at once where it cannot read Retry-After. Pause there as without the header.']
      : []),
    ...(run.calls.some((call) => refusesUnreadable(call, run))
      ? ['The client fails after a 201 with a body that it cannot read: the connection was created all the same.']
      : []),
  ];
}

function refusesUnreadable(call: Run['calls'][number], run: Run): boolean {
  const { isCreated, created } = evidenceOf(call, run);
  return call.ending.kind === 'rejected' && isCreated && created === undefined;
}

const maxRequestsShown = 6;

/** The findings of a client in a situation: for each what was expected and received, why it matters, and the fix. */
export class SituationError extends Error {
  override readonly name = 'SituationError';
  /** The key of the situation. */
  readonly situation: string;
  readonly findings: readonly Finding[];

  constructor({ situation, requests, tokens: { redact } }: Run, found: readonly Found[]) {
    const findings = found.map((one) => ({ ...one, situation: situation.key, received: redact(one.received) }));
    const parts = [headline(situation, findings.length), ...findings.map(explain), ...history(requests, findings)];
    super(redact(parts.join('\n\n')));
    this.situation = situation.key;
    this.findings = findings;
  }
}

function headline({ title, key }: SituationData, count: number): string {
  return `${key} (${title}): ${count === 1 ? '1 finding' : `${count} findings`}.`;
}

function explain(finding: Finding, index: number, all: readonly Finding[]): string {
  const { message, expected, received, why, fix, source, kind, rule } = finding;
  return [
    `${all.length > 1 ? `${index + 1}. ` : ''}${message} (${kind}${rule ? `: ${rule}` : ''})`,
    `  Expected: ${indent(expected)}`,
    `  Received: ${indent(received)}`,
    `  Why it matters: ${why}`,
    `  Fix: ${fix}`,
    `  Source: ${source}`,
  ].join('\n');
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n    ');
}

/** The requests and their responses; without the broken rules that a finding names. */
function history(requests: readonly SentRequest[], findings: readonly Finding[]): string[] {
  if (requests.length === 0) return [];
  const named = findings.map(({ rule }) => rule);
  const lines = requests.slice(0, maxRequestsShown).map(({ exchange, method, url }) => {
    if (!exchange) return `${method} ${url} was blocked.`;
    return explainExchange({
      ...exchange,
      violations: exchange.violations.filter(({ rule }) => !named.includes(rule)),
    });
  });
  const more = requests.length > maxRequestsShown ? [`… and ${requests.length - maxRequestsShown} more`] : [];
  return [['Requests:', ...[...lines, ...more].map((line) => `  ${indent(line)}`)].join('\n')];
}
