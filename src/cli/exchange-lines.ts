import { type Exchange, errorCodeOf, printableRequest } from '../emulator/exchange.ts';
import { paint, printable } from './paint.ts';

/** One line for a request and its answer; below it, why it was refused or would be by the live service. */
export function exchangeLines(exchange: Exchange): string {
  const { at, violations, advisories } = exchange;
  const { method, path } = printableRequest(exchange);
  const time = paint('dim', at.toTimeString().slice(0, 8));
  const said = [time, paint('bold', method), path, answerOf(exchange)];
  const reasons = [
    ...violations.map((violation) => reasonOf(violation)),
    ...advisories.map((advisory) => reasonOf(advisory, 'Accepted, but the live service does otherwise. ')),
  ];
  return [[...said, ...retryOf(exchange)].join('  '), ...reasons].join('\n');
}

function answerOf(exchange: Exchange): string {
  const { fault, response } = exchange;
  const { status } = response;
  const text = status === 0 ? 'no answer' : `${status} ${printable(errorCodeOf(exchange) ?? '')}`.trim();
  if (fault) return paint('yellow', `${text} (${fault})`);
  return paint(status < 400 ? 'green' : 'red', text);
}

function retryOf({ attempt, waited }: Exchange): string[] {
  if (attempt === 1) return [];
  if (!waited || waited.enough) return [paint('dim', `try ${attempt}`)];
  return [paint('yellow', `try ${attempt}, after ${waited.waited} s of ${waited.asked} s`)];
}

const indent = ' '.repeat(10);

function reasonOf({ message, rule, fix }: Exchange['violations'][number], opening = ''): string {
  return `${indent}${opening}${printable(message)} ${paint('dim', `(rule ${rule})`)}\n${indent}${paint('cyan', `→ ${fix}`)}`;
}
