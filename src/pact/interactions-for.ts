import type { LiveCreateExternalConnection } from '../schemas/index.ts';
import { type ContractContext, type ContractOptions, contractContextOf } from './contract-context.ts';
import { createInteractions, documentedInteractions } from './create-interactions.ts';
import {
  exampleConnection,
  exampleGroup,
  exampleIds,
  exampleItem,
  exampleMember,
  exampleSchema,
  exampleToken,
  exampleUpdate,
} from './examples.ts';
import type { DescribedInteraction, Interaction } from './interaction.ts';
import { itemInteractions } from './item-interactions.ts';
import { lifeInteractions } from './life-interactions.ts';

/**
 * Every interaction of a contract as plain data: requests and responses with their matchers, derived from the
 * rules and the table of operations, and constant examples. Does not load Pact.
 *
 * @param options version (default `v1.0`), profile (default `live`) and graphUrl.
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
export function interactionsFor(options?: ContractOptions): readonly Interaction[] {
  const context = contractContextOf(options, 'interactionsFor');
  const described =
    context.profile === 'documented'
      ? documentedInteractions(context)
      : [...createInteractions(context), ...lifeInteractions(context), ...itemInteractions(context)];
  return described.map((interaction) => withInput(interaction, context));
}

function withInput(
  { connection = exampleConnection, ...described }: DescribedInteraction,
  { version }: Pick<ContractContext, 'version'>,
): Interaction {
  return {
    ...described,
    input: {
      accessToken: described.request.headers.Authorization === undefined ? '' : exampleToken,
      // The type of a valid connection: an interaction that is refused has one that lacks a property.
      connection: connection as LiveCreateExternalConnection,
      update: exampleUpdate,
      schema: exampleSchema(version),
      operationId: exampleIds.operationId,
      itemId: exampleIds.itemId,
      item: exampleItem,
      group: exampleGroup,
      groupId: exampleIds.groupId,
      member: exampleMember,
    },
  };
}
