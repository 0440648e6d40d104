import { explainViolation } from '../schemas/index.ts';
import type { Exchange } from './journal.ts';

/**
 * An exchange in words: what was asked, what was answered, and why.
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
export function explainExchange({ request, response, violations, advisories, fault }: Exchange): string {
  const { code } = (response.body as { error?: { code: string } }).error ?? {};
  const answer = [response.status, code, fault && `(fault ${fault})`].filter(Boolean).join(' ');
  const reasons = [...violations, ...advisories].map((violation) => explainViolation(violation));
  return [`${request.method} ${request.url} was answered ${answer}.`, ...reasons].join('\n');
}
