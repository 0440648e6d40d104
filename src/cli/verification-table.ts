import { explainInteraction, type InteractionResult, titleOf, type VerificationResults } from '../pact/index.ts';
import { byPact } from './by-pact.ts';
import { paint, printable, printableLines } from './paint.ts';

/** One line for each interaction, below each pact; then what went wrong, and the totals. */
export function verificationTable({ interactions, totals, notices }: VerificationResults): string {
  const table = byPact(interactions).flatMap(([names, results]) => [
    paint('bold', printable(names)),
    ...results.map(line),
    '',
  ]);
  const failed = interactions.filter(({ mismatches }) => mismatches.length > 0).flatMap(failure);
  const told = notices.map((notice) => paint('yellow', printableLines(notice)));
  return [...table, ...failed, ...told, summary(totals)].join('\n');
}

const marks = {
  passed: paint('green', '✓'),
  failed: paint('red', '✗'),
  pending: paint('yellow', '! pending'),
  skipped: paint('dim', '- skipped'),
} as const;

function line(result: InteractionResult): string {
  const { outcome, reason } = result;
  return `  ${marks[outcome]} ${printable(titleOf(result))}${reason ? paint('dim', `: ${printable(reason)}`) : ''}`;
}

function failure(result: InteractionResult): readonly string[] {
  const mark = marks[result.outcome];
  const lines = explainInteraction(result).map((text) => `    ${printableLines(text)}`);
  return [`${mark} ${paint('bold', printable(titleOf(result)))}`, ...lines, ''];
}

function summary(totals: VerificationResults['totals']): string {
  const colours = { passed: 'green', failed: 'red', pending: 'yellow', skipped: 'dim' } as const;
  const outcomes = ['passed', 'failed', 'pending', 'skipped'] as const;
  return outcomes
    .filter((outcome) => totals[outcome] > 0)
    .map((outcome) => paint(colours[outcome], `${totals[outcome]} ${outcome}`))
    .join(', ');
}
