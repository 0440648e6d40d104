import { join } from 'node:path';
import { asRecord, type OperationName, once, operationNames } from '../rules/index.ts';
import { badOption, option, readOptions } from '../schemas/index.ts';
import { type ContractOptions, contractContextOf, contractShape } from './contract-context.ts';
import { type Interaction, providerNames } from './interaction.ts';
import { interactionsFor } from './interactions-for.ts';
import type { ContractClient } from './record-interaction.ts';

export interface ConnectionContractOptions extends ContractOptions {
  /** The name of your application in the contract, such as `contoso-hr-connector`. */
  readonly consumer: string;
  /** The folder of the pact file. Default `pacts`. */
  readonly dir?: string;
  /** The name of the service in the contract. Default: that of the version in `providerNames`. */
  readonly provider?: string;
  /** The operations whose interactions are in `interactions`. Default: `['createConnection']`. */
  readonly operations?: readonly OperationName[];
  /**
   * How long a client may take for one interaction, in milliseconds, a whole number from 1. Default 4,500: less than the
   * default timeout of a test.
   */
  readonly timeoutMs?: number;
}

/** A name becomes part of a file name and of a broker's URLs. */
const name = option.text('a name without slashes, such as "contoso-hr-connector"', /^[^\s/\\](?:[^/\\]*[^\s/\\])?$/);

const ownShape = {
  consumer: option.required(name),
  dir: option.text('the path of a folder'),
  provider: name,
  operations: option.someOf(operationNames, `an array of names of operations: ${operationNames.join(', ')}`),
  timeoutMs: option.milliseconds(1),
};

/** A contract that the requests of a client write. */
export interface ConnectionContract {
  /** The interactions to choose from: run only those that your client uses. */
  readonly interactions: readonly Interaction[];
  /** Where the pact is written: `<dir>/<consumer>-<provider>.json`. */
  readonly file: string;
  /**
   * Runs the client against Pact's mock server for one interaction. If it succeeds, the pact file contains it: the file
   * is rewritten with the interactions that succeeded in this process, so those that no test runs any more disappear.
   * Hence one contract belongs into one test file.
   *
   * A GET before the request, and retries after the response, are allowed and no part of the contract. After a successful
   * response the client must return; after an error it may throw.
   *
   * @throws TypeError when one of the two cannot be used.
   * @throws ContractError that names what the client sent and which rule or header was wrong.
   * @throws Error when Pact is not installed.
   */
  run(interaction: Interaction, client: ContractClient): Promise<void>;
}

/**
 * A contract between your client and Microsoft Graph, which your client writes in any test runner by running the
 * interactions. Pact's own core compares and writes; of the client, only its name gets into the file.
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
 *       fetch(`${graphUrl}/v1.0/external/connections`, {
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
  const of = 'createConnectionContract';
  readOptions(of, { ...contractShape, ...ownShape }, options);
  const { consumer, dir = 'pacts', provider: ownName, operations = ['createConnection'], ...rest } = options;
  const { timeoutMs = 4500, ...service } = rest;
  const context = contractContextOf(service, of);
  const provider = ownName ?? providerNames[context.version];
  const file = join(dir, `${consumer}-${provider}.json`);
  // Loaded when a client runs: the interactions need neither Pact nor the emulator.
  const recorder = once(async () => {
    const { createRecorder } = await import('./record-interaction.ts');
    return createRecorder(file, { ...context, consumer, provider, timeoutMs });
  });

  return {
    interactions: interactionsFor(service).filter(({ operation }) => operations.includes(operation)),
    file,
    async run(interaction, client) {
      if (!asRecord(asRecord(interaction)?.request)) throw badOption('interaction', interaction, 'one of interactions');
      if (typeof client !== 'function') throw badOption('client', client, 'a function that sends the request');
      const record = await recorder();
      const problems = await record(interaction, client);
      if (problems.length > 0) throw new ContractError(interaction, problems);
    },
  };
}

/** A client did not follow an interaction. Contains no token. */
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
