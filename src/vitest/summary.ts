import { type Report, situations } from '../suite/index.ts';

type Reports = ReadonlyMap<string, Report>;

/** What was observed of a client: how each situation ended, what it retries, and advice. */
export function summaryOf(name: string, reports: Reports): string {
  const width = Math.max(...situations.map(({ key }) => key.length));
  const lines = situations.map(({ key }) => `  ${key.padEnd(width)}  ${lineOf(reports.get(key))}`);
  const advice = new Set([...reports.values()].flatMap((report) => report.advice));
  const passed = `${name}: ${reports.size} of ${situations.length} situations passed`;
  return [passed, ...lines, ...policyOf(reports), ...advice].join('\n');
}

function lineOf(report: Report | undefined): string {
  if (!report) return 'failed or not run: see its test';
  if (report.skipped !== undefined) return `skipped: ${report.skipped}`;
  const { creates, ended } = report;
  return `${ended} after ${creates === 1 ? '1 create request' : `${creates} create requests`}`;
}

function createsIn(report: Report | undefined): number {
  return report === undefined || report.skipped !== undefined ? 0 : report.creates;
}

/** The situations that show after what a client retries. */
const retried = [
  ['429', 'throttled.once'],
  ['500', 'error.500'],
  ['502', 'error.502'],
  ['503', 'unavailable.once'],
  ['504', 'error.504'],
  ['a lost connection', 'connection.reset'],
] as const;

function policyOf(reports: Reports): string[] {
  const after = retried.filter(([, key]) => createsIn(reports.get(key)) > 1).map(([what]) => what);
  const duplicate = reports.get('duplicate.sameId');
  const taken =
    duplicate?.skipped === undefined && duplicate?.ended === 'resolved'
      ? 'It returns when the id is taken.'
      : 'It throws when the id is taken.';
  return [
    after.length > 0 ? `It retries after ${after.join(', ')}.` : 'It does not retry.',
    ...(duplicate ? [taken] : []),
  ];
}
