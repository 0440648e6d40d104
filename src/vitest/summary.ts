import { type Report, situations } from '../suite/index.ts';

/** What was seen of a client: which situations it got through, how, and what is worth knowing. */
export function summaryOf(name: string, reports: ReadonlyMap<string, Report>): string {
  const width = Math.max(...situations.map(({ key }) => key.length));
  const lines = situations.map(({ key }) => `  ${key.padEnd(width)}  ${lineOf(reports.get(key))}`);
  const advice = new Set([...reports.values()].flatMap((report) => report.advice));
  return [`${name}: through ${reports.size} of ${situations.length} situations`, ...lines, ...advice].join('\n');
}

function lineOf(report: Report | undefined): string {
  if (!report) return 'see the failed test';
  const { creates, ended } = report;
  return `${ended}, ${creates === 1 ? '1 create request' : `${creates} create requests`}`;
}
