import { isRefused, printableRequest } from '../emulator/exchange.ts';
import { type Exchange, explainExchange } from '../emulator/index.ts';
import { didYouMeanUrl, emulatedInstead } from '../emulator/nearest-url.ts';
import { isServiceRoot, matchOperation } from '../rules/index.ts';
import { areaOf } from './loopback.ts';

export { urlsInBatch } from '../emulator/batch.ts';
export { respondWithCors } from '../emulator/build-response.ts';
export { createEngine } from '../emulator/engine.ts';
export { readBody } from '../emulator/gateway.ts';
export { warnViolation } from '../emulator/index.ts';
export { isLoginPath } from '../emulator/token-endpoint.ts';
export { didYouMeanUrl, isServiceRoot, matchOperation };

/** Shows on the console what is not emulated, and each refusal that was not printed before. Default: no refusal. */
export function reportExchange(exchange: Exchange, printed: Set<string> | undefined): void {
  for (const each of [exchange, ...(exchange.parts ?? [])]) {
    warnNotEmulated(each);
    if (printed) printRefusal(each, printed);
  }
}

/** How many refusals are remembered, so that each is printed once. */
const refusalCapacity = 1000;

/** Prints why a request was refused, each distinct refusal once. What is not emulated has a line of its own. */
function printRefusal(exchange: Exchange, printed: Set<string>): void {
  if (!isRefused(exchange) || exchange.response.status === 501 || printed.size >= refusalCapacity) return;
  const { method, path } = printableRequest(exchange);
  const key = [method, path, ...exchange.violations.map(({ message }) => message)].join('\n');
  if (printed.has(key)) return;
  printed.add(key);
  console.warn(explainExchange(exchange));
}

function warnNotEmulated(exchange: Exchange): void {
  const { request, response, fault } = exchange;
  if (response.status !== 501 || fault !== undefined) return;
  const { pathname } = new URL(request.url);
  const area = areaOf(pathname);
  const path = pathname.replace(/^\/+[^/]+(?:\/+external(?=\/))?/i, '…').slice(0, 200);
  // The method of a part of a batch may be any text.
  const method = /^[A-Z]{1,20}$/.test(request.method) ? request.method : 'request';
  console.warn(
    [
      `not emulated: ${method} ${path}${area ? ` (${area})` : ''}; give MSW your own handler before the kit's`,
      ...emulatedInstead(matchOperation(request.method, request.url)),
      ...didYouMeanUrl(request.url),
    ].join('\n'),
  );
}
