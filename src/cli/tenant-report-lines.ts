import type { QuestionAnswer, TenantReport } from '../drift/index.ts';
import { differenceLines } from './difference-lines.ts';
import { paint, printable } from './paint.ts';

/** A report for a person: the differences, the open questions, what was not asked, and what was left behind. */
export function tenantReportLines(report: TenantReport): string {
  const { url, version, asked, differences, questions, skipped, leftovers, incomplete } = report;
  const { length } = differences;
  const points = length === 1 ? '1 point' : `${length} points`;
  const verdict =
    length > 0 ? paint('red', `differs from the kit in ${points}`) : paint('green', 'answers as the kit does');
  return [
    `${paint('bold', url)} ${verdict} ${paint('dim', `(${version}, profile live, ${asked} requests)`)}`,
    ...differences.map(differenceLines),
    [paint('bold', 'Open questions'), ...questions.map(questionLines)].join('\n'),
    [paint('bold', 'Not asked'), ...skipped.map(({ title, reason }) => printable(`  ${title}: ${reason}`))].join('\n'),
    ...(incomplete === undefined ? [] : [paint('red', printable(incomplete))]),
    ...(leftovers.length === 0
      ? []
      : [
          paint(
            'red',
            printable(`Left behind, delete by hand: ${leftovers.map((id) => JSON.stringify(id)).join(', ')}`),
          ),
        ]),
  ].join('\n\n');
}

function questionLines({ number, asks, seen, agrees, because }: QuestionAnswer): string {
  const verdict =
    agrees === undefined ? paint('dim', 'unknown  ') : agrees ? paint('green', 'as chosen') : paint('red', 'otherwise');
  const said = seen ?? because ?? '';
  return `  ${String(number).padStart(2)}  ${verdict}  ${printable(asks)}\n                 ${paint('dim', printable(said))}`;
}
