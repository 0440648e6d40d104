import { type Exchange, errorCodeOf, hintAt, printableRequest } from '../emulator/exchange.ts';
import { paint, printable } from './terminal.ts';

/**
 * One line for a request and its response; below it, why it was refused or the live service would refuse it.
 *
 * @param stream where it is printed, which may have colours or not.
 */
export function exchangeLines(exchange: Exchange, stream: NodeJS.WriteStream = process.stdout): string {
  const { at, violations, advisories } = exchange;
  const draw: Draw = (style, text) => paint(style, text, stream);
  const { method, path } = printableRequest(exchange);
  const time = draw('dim', at.toTimeString().slice(0, 8));
  const parts = [time, draw('bold', method), path, responseOf(exchange, draw)];
  const reasons = [
    ...violations.map((violation) => reasonLines(violation, draw)),
    ...advisories.map((advisory) => reasonLines(advisory, draw, 'Accepted, but not right: ')),
    ...hintAt(exchange).map((hint) => `${indent}${draw('cyan', `→ ${hint}`)}`),
  ];
  return [[...parts, ...retryOf(exchange, draw)].join('  '), ...reasons].join('\n');
}

type Draw = (style: Parameters<typeof paint>[0], text: string) => string;

function responseOf(exchange: Exchange, draw: Draw): string {
  const { fault, response } = exchange;
  const { status } = response;
  const text = status === 0 ? 'no response' : `${status} ${printable(errorCodeOf(exchange) ?? '')}`.trim();
  if (fault) return draw('yellow', `${text} (${fault})`);
  return draw(status < 400 ? 'green' : 'red', text);
}

function retryOf({ attempt, waited }: Exchange, draw: Draw): string[] {
  if (attempt === 1) return [];
  if (!waited || waited.enough) return [draw('dim', `attempt ${attempt}`)];
  return [draw('yellow', `attempt ${attempt}, after ${waited.waited} s of ${waited.asked} s`)];
}

const indent = ' '.repeat(10);

function reasonLines({ message, rule, path, fix }: Exchange['violations'][number], draw: Draw, opening = ''): string {
  // A message names its property, but not where that stands: in which template, in which part of a batch.
  const place = path.lastIndexOf('/') > 0 ? `at ${printable(path)}, ` : '';
  const where = draw('dim', `(${place}rule ${rule})`);
  return `${indent}${opening}${printable(message)} ${where}\n${indent}${draw('cyan', `→ ${fix}`)}`;
}
