import { type ContractOptions, contractContextOf } from './contract-context.ts';
import { createInteractions, documentedInteractions } from './create-interactions.ts';
import type { Interaction } from './interaction.ts';
import { lifeInteractions } from './life-interactions.ts';

/**
 * Every interaction of a contract as plain data: requests and answers with their matchers, derived from the rules,
 * and constant examples. Loads nothing of Pact.
 *
 * @param options version (default `beta`), profile (default `live`) and root.
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { interactionsFor } from 'external-connection-testkit/pact';
 *
 * const [minimal] = interactionsFor({ version: 'v1.0' });
 * minimal?.key; // 'create.minimal'
 * minimal?.request.path; // '/v1.0/external/connections'
 * ```
 */
export function interactionsFor(options: ContractOptions = {}): readonly Interaction[] {
  const context = contractContextOf(options);
  if (context.profile === 'documented') return documentedInteractions(context);
  return [...createInteractions(context), ...lifeInteractions(context)];
}
