import type { CreateExternalConnection, LiveCreateExternalConnection } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import { exampleConnection, exampleOperationId, exampleSchema, exampleToken, exampleUpdate } from './examples.ts';
import type { Interaction } from './interaction.ts';

interface Described extends Omit<Interaction, 'input'> {
  /** Default: the example. */
  readonly connection?: CreateExternalConnection;
}

/** The interaction with all that a client needs to know for it. */
export function interactionOf(
  { version }: Pick<ContractContext, 'version'>,
  { connection = exampleConnection, ...described }: Described,
): Interaction {
  return {
    ...described,
    input: {
      accessToken: exampleToken,
      // A connection that is meant to be refused may lack what the type says.
      connection: connection as LiveCreateExternalConnection,
      update: exampleUpdate,
      schema: exampleSchema(version),
      operationId: exampleOperationId,
    },
  };
}
