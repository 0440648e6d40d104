import type { VerificationPlan } from '../pact/verify/plan-verification.ts';
import {
  explainInteraction,
  type InteractionResult,
  titleOf,
  type VerificationResults,
} from '../pact/verify/verification-results.ts';
import { paint, printable, printableLines } from './paint.ts';

/** One line for each interaction, by pact; then the failures and the totals. */
export function verificationTable({ interactions, totals, notices }: VerificationResults): string {
  const table = byPact(interactions).flatMap(([names, results]) => [
    paint('bold', printable(names)),
    ...results.map(line),
    '',
  ]);
  const failed = interactions.filter(({ mismatches }) => mismatches.length > 0).flatMap(failure);
  const warnings = notices.map((notice) => paint('yellow', printableLines(notice)));
  return [...table, ...failed, ...warnings, summary(totals)].join('\n');
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

/** The interactions of each pact, by the names of its consumer and its provider. */
export function byPact(
  interactions: readonly InteractionResult[],
): readonly (readonly [string, readonly InteractionResult[]])[] {
  const nameOf = ({ consumer, provider }: InteractionResult) => `${consumer} → ${provider}`;
  const names = [...new Set(interactions.map(nameOf))];
  return names.map((name) => [name, interactions.filter((result) => nameOf(result) === name)]);
}

/** The requests that a verification would send, and the interactions that it would skip. */
export function planLines({ steps, skipped }: VerificationPlan): string {
  const requests = steps.flatMap(({ method, url, body, purpose }) => [
    `${paint('bold', method)} ${printable(url)}  ${paint('dim', printable(purpose))}`,
    ...(body === undefined ? [] : [`  ${printable(JSON.stringify(body))}`]),
  ]);
  const rest = skipped.map(({ description, reason = '' }) =>
    paint('yellow', `- ${printable(description)}: ${printable(reason)}`),
  );
  return [...requests, ...(rest.length > 0 ? ['', 'These are skipped:', ...rest] : []), '', 'Nothing was sent.'].join(
    '\n',
  );
}
