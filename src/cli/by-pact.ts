import type { InteractionResult } from '../pact/index.ts';

/** The interactions of each pact, by the names of its consumer and its provider. */
export function byPact(
  interactions: readonly InteractionResult[],
): readonly (readonly [string, readonly InteractionResult[]])[] {
  const nameOf = ({ consumer, provider }: InteractionResult) => `${consumer} → ${provider}`;
  const names = [...new Set(interactions.map(nameOf))];
  return names.map((name) => [name, interactions.filter((result) => nameOf(result) === name)]);
}
