import type { Interaction } from './interaction.ts';

/** An interaction that a client did not play as the contract has it. Nothing in it holds a token. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  /** The key of the interaction, such as `create.minimal`. */
  readonly interaction: string;
  /** What went wrong, most important first. */
  readonly problems: readonly string[];

  constructor({ key, description }: Pick<Interaction, 'key' | 'description'>, problems: readonly string[]) {
    const list = problems.map((problem) => `- ${problem.replaceAll('\n', '\n  ')}`);
    super([`Failed to record ${key}, ${description}:`, ...list].join('\n'));
    this.interaction = key;
    this.problems = problems;
  }
}
