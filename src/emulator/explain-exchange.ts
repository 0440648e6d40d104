import { explainViolation } from '../schemas/index.ts';
import { errorCodeOf } from './exchange-parts.ts';
import type { Exchange } from './journal.ts';

/**
 * An exchange in words: what was asked, what was answered, why, and whether a retry waited long enough.
 *
 * @example
 * ```ts
 * import { createEmulator, explainExchange } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator();
 * await graph.fetch('https://graph.microsoft.com/beta/external/connections', { method: 'POST' });
 * for (const exchange of graph.exchanges) console.log(explainExchange(exchange));
 * ```
 */
export function explainExchange(exchange: Exchange): string {
  const { request, violations, advisories } = exchange;
  const reasons = [...violations, ...advisories].map((violation) => explainViolation(violation));
  const sentence = [request.method, request.url, answerOf(exchange), faultOf(exchange)].filter(Boolean).join(' ');
  return [`${sentence}.`, ...tryOf(exchange), ...reasons].join('\n');
}

function answerOf(exchange: Exchange): string {
  const { status } = exchange.response;
  if (status === 0) return 'got no answer';
  return ['was answered', status, errorCodeOf(exchange)].filter(Boolean).join(' ');
}

function faultOf({ fault, seed }: Exchange): string | undefined {
  if (fault === undefined) return undefined;
  return seed === undefined ? `(fault ${fault})` : `(fault ${fault}, by chance of seed ${seed})`;
}

function tryOf({ attempt, waited }: Exchange): string[] {
  if (attempt === 1) return [];
  if (!waited) return [`This was try ${attempt}.`];
  const times = waited.enough
    ? `${waited.waited} s; Retry-After asked for ${waited.asked} s.`
    : `${waited.waited} s of the ${waited.asked} s that Retry-After asked for.`;
  return [`This was try ${attempt}; the client waited ${times}`];
}
