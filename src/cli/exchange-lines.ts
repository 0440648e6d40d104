import { type Exchange, errorCodeOf, printableRequest } from '../emulator/exchange.ts';
import { paint, printable } from './paint.ts';

/** One line for a request and its response; below it, why it was refused or the live service would refuse it. */
export function exchangeLines(exchange: Exchange): string {
  const { at, violations, advisories } = exchange;
  const { method, path } = printableRequest(exchange);
  const time = paint('dim', at.toTimeString().slice(0, 8));
  const parts = [time, paint('bold', method), path, responseOf(exchange)];
  const reasons = [
    ...violations.map((violation) => reasonOf(violation)),
    ...advisories.map((advisory) => reasonOf(advisory, 'Accepted, but the live service differs: ')),
  ];
  return [[...parts, ...retryOf(exchange)].join('  '), ...reasons].join('\n');
}

function responseOf(exchange: Exchange): string {
  const { fault, response } = exchange;
  const { status } = response;
  const text = status === 0 ? 'no response' : `${status} ${printable(errorCodeOf(exchange) ?? '')}`.trim();
  if (fault) return paint('yellow', `${text} (${fault})`);
  return paint(status < 400 ? 'green' : 'red', text);
}

function retryOf({ attempt, waited }: Exchange): string[] {
  if (attempt === 1) return [];
  if (!waited || waited.enough) return [paint('dim', `attempt ${attempt}`)];
  return [paint('yellow', `attempt ${attempt}, after ${waited.waited} s of ${waited.asked} s`)];
}

const indent = ' '.repeat(10);

function reasonOf({ message, rule, fix }: Exchange['violations'][number], opening = ''): string {
  return `${indent}${opening}${printable(message)} ${paint('dim', `(rule ${rule})`)}\n${indent}${paint('cyan', `→ ${fix}`)}`;
}
