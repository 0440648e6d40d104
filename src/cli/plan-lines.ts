import type { VerificationPlan } from '../pact/index.ts';
import { paint, printable } from './paint.ts';

/** What would be sent, a request after the other, and what would not take place. */
export function planLines({ steps, skipped }: VerificationPlan): string {
  const requests = steps.flatMap(({ method, url, body, purpose }) => [
    `${paint('bold', method)} ${printable(url)}  ${paint('dim', printable(purpose))}`,
    ...(body === undefined ? [] : [`  ${printable(JSON.stringify(body))}`]),
  ]);
  const rest = skipped.map(({ description, reason = '' }) =>
    paint('yellow', `- ${printable(description)}: ${printable(reason)}`),
  );
  return [
    ...requests,
    ...(rest.length > 0 ? ['', 'These do not take place:', ...rest] : []),
    '',
    'Nothing was sent.',
  ].join('\n');
}
