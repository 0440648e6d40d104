import { join } from 'node:path';
import type { OperationName } from '../rules/index.ts';
import { badOption, requireWholeNumber } from '../schemas/index.ts';
import { type ContractOptions, contractContextOf } from './contract-context.ts';
import { ContractError } from './contract-error.ts';
import { createContractFile } from './contract-file.ts';
import { explainRun } from './explain-run.ts';
import { type Interaction, providerNames } from './interaction.ts';
import { interactionsFor } from './interactions-for.ts';
import { type ContractClient, recordInteraction } from './record-interaction.ts';

export interface ConnectionContractOptions extends ContractOptions {
  /** The name of your application in the contract, such as `contoso-hr-connector`. */
  readonly consumer: string;
  /** The folder of the pact file. Default `pacts`. */
  readonly dir?: string;
  /** The name of the service in the contract. Default: that of the version in `providerNames`. */
  readonly provider?: string;
  /** Whose interactions are in `interactions`. Default: those of `createConnection` alone. */
  readonly operations?: readonly OperationName[];
  /** How long a client may take for one interaction, in milliseconds. Default 4,500: less than a test may take. */
  readonly timeout?: number;
}

/** A contract that a client writes by what it does. */
export interface ConnectionContract {
  /** What a client can be run through; run those alone that it uses. */
  readonly interactions: readonly Interaction[];
  /** Where the pact is written: `<dir>/<consumer>-<provider>.json`. */
  readonly file: string;
  /**
   * Lets the client play an interaction against Pact's mock server. Where that goes well, the pact file holds it: the
   * file is written anew with the interactions that ran well in this process, so those that no test runs any more go.
   * Hence one contract belongs into one test file.
   *
   * A look-up before the request, and tries after the answer, are no part of the contract and do no harm. After an
   * answer of success the client must return; after an error it may throw.
   *
   * @throws ContractError saying what the client sent and which rule or header was wrong.
   * @throws Error when Pact is not installed.
   */
  run(interaction: Interaction, client: ContractClient): Promise<void>;
}

/**
 * A contract between your client and Microsoft Graph, which your client writes in any test runner by running through
 * the interactions. Pact's own core judges and writes; nothing of the client but its name gets into the file.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { createConnectionContract } from 'external-connection-testkit/pact';
 * import { test } from 'vitest';
 *
 * const contract = createConnectionContract({ consumer: 'contoso-hr-connector', dir: 'node_modules/.cache/pacts' });
 *
 * for (const interaction of contract.interactions) {
 *   test(interaction.description, () =>
 *     contract.run(interaction, ({ graphUrl, accessToken, connection }) =>
 *       fetch(`${graphUrl}/beta/external/connections`, {
 *         method: 'POST',
 *         headers: { 'Content-Type': 'application/json', ...(accessToken && { Authorization: `Bearer ${accessToken}` }) },
 *         body: JSON.stringify(connection),
 *       }),
 *     ),
 *   );
 * }
 * ```
 */
export function createConnectionContract(options: ConnectionContractOptions): ConnectionContract {
  const context = contractContextOf(options);
  const { consumer, provider = providerNames[context.version], dir = 'pacts', timeout = 4500 } = options;
  const { operations = ['createConnection'] } = options;
  requireName('consumer', consumer);
  requireName('provider', provider);
  requireWholeNumber('timeout', timeout, 1, 'milliseconds');
  const file = createContractFile(join(dir, `${consumer}-${provider}.json`));

  return {
    interactions: interactionsFor(options).filter(({ operation }) => operations.includes(operation)),
    file: file.path,
    async run(interaction, client) {
      file.remove(interaction.key);
      const { run, pact } = await recordInteraction(interaction, client, { ...context, consumer, provider, timeout });
      const problems = explainRun(interaction, run, context);
      if (problems.length > 0 || !pact) throw new ContractError(interaction, problems);
      file.add(interaction.key, pact);
    },
  };
}

/** A name becomes part of a file name and of a broker's URLs. */
function requireName(option: string, name: string): void {
  if (typeof name === 'string' && /^[^\s/\\](?:[^/\\]*[^\s/\\])?$/.test(name)) return;
  throw badOption(option, name, 'a name without slashes, such as "contoso-hr-connector"');
}
