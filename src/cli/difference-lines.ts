import type { Difference, Severity } from '../drift/index.ts';
import { paint, printable } from './paint.ts';

const colours = { breaking: 'red', notable: 'yellow', minor: 'dim' } as const satisfies Record<Severity, string>;

/** A difference for a person: how bad and about what; what the kit says and what was seen; who is wrong, and why. */
export function differenceLines(difference: Difference): string {
  const { change, subject, kit, seen, severity, attribution, because, rules, question } = difference;
  const how = paint(colours[severity], severity.padEnd(8));
  const depending = rules.length === 0 ? '' : `; ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`;
  const answers = question === undefined ? '' : `; answers open question ${question}`;
  return [
    `  ${how}  ${paint('bold', printable(subject))} ${change}`,
    `    the kit  ${printable(kit)}`,
    `    seen     ${printable(seen)}`,
    ...shownBy(difference),
    paint('dim', `    ${attribution}: ${because}${depending}${answers}`),
  ].join('\n');
}

function shownBy({ examples, count }: Difference): string[] {
  const [first] = examples;
  if (first === undefined) return [];
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return [`    when     ${printable(first)}${others}`];
}
