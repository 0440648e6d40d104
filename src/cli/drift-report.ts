import type { Difference, QuestionResult, Severity, TenantReport } from '../drift/index.ts';
import { deletionCommand } from '../tenant/owned-connections.ts';
import { paint, printable } from './paint.ts';

/** A report as text: the differences, the open questions, the requests that were not sent, and what was left behind. */
export function reportText(report: TenantReport): string {
  const { graphUrl, version, sent, differences, questions, skipped, leftovers, incomplete } = report;
  const { length } = differences;
  const points = length === 1 ? '1 point' : `${length} points`;
  const outcome =
    length > 0 ? paint('red', `differs from the kit in ${points}`) : paint('green', 'responds as the kit does');
  return [
    `${paint('bold', graphUrl)} ${outcome} ${paint('dim', `(${version}, profile live, ${sent} requests)`)}`,
    ...differences.map(differenceText),
    [paint('bold', 'Open questions'), ...questions.map(questionLines)].join('\n'),
    [paint('bold', 'Not sent'), ...skipped.map(({ title, reason }) => printable(`  ${title}: ${reason}`))].join('\n'),
    ...(incomplete === undefined ? [] : [paint('red', printable(incomplete))]),
    ...(leftovers.length === 0
      ? []
      : [
          paint(
            'red',
            ['Left behind; delete with:', ...leftovers.map((id) => `  ${deletionCommand(graphUrl, version, id)}`)]
              .map((line) => printable(line))
              .join('\n'),
          ),
        ]),
  ].join('\n\n');
}

function questionLines({ number, asks, seen, agrees, because }: QuestionResult): string {
  const result =
    agrees === undefined ? paint('dim', 'unknown  ') : agrees ? paint('green', 'as chosen') : paint('red', 'otherwise');
  const reason = seen ?? because ?? '';
  return `  ${String(number).padStart(2)}  ${result}  ${printable(asks)}\n                 ${paint('dim', printable(reason))}`;
}

const colours = { breaking: 'red', notable: 'yellow', minor: 'dim' } as const satisfies Record<Severity, string>;

/** A difference as text: severity and subject; the kit's value and the one that was seen; which source is wrong, and why. */
export function differenceText(difference: Difference): string {
  const { change, subject, kit, seen, severity, attribution, because, rules, question } = difference;
  const how = paint(colours[severity], severity.padEnd(8));
  const depending = rules.length === 0 ? '' : `; ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`;
  const answered = question === undefined ? '' : `; open question ${question}`;
  return [
    `  ${how}  ${paint('bold', printable(subject))} ${change}`,
    `    the kit  ${printable(kit)}`,
    `    seen     ${printable(seen)}`,
    ...examplesOf(difference),
    paint('dim', `    ${attribution}: ${because}${depending}${answered}`),
  ].join('\n');
}

function examplesOf({ examples, count }: Difference): string[] {
  const [first] = examples;
  if (first === undefined) return [];
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return [`    when     ${printable(first)}${others}`];
}
