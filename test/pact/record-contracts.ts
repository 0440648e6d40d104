import { type ConnectionContractOptions, createConnectionContract } from '../../src/pact/index.ts';
import { operationNames } from '../../src/rules/index.ts';
import { referenceClients } from './reference-client.ts';

/** The contracts that the package ships. */
const shipped = [
  { consumer: 'external-connection-testkit', version: 'beta', profile: 'live' },
  { consumer: 'external-connection-testkit', version: 'v1.0', profile: 'live' },
  { consumer: 'external-connection-testkit-documented', version: 'beta', profile: 'documented' },
  { consumer: 'external-connection-testkit-documented', version: 'v1.0', profile: 'documented' },
] as const satisfies readonly ConnectionContractOptions[];

/** Records each shipped contract with the reference client into a folder; its files are those of pacts/. */
export async function recordContracts(dir: string): Promise<void> {
  for (const options of shipped) {
    const contract = createConnectionContract({ ...options, dir, operations: operationNames });
    const clients = referenceClients(options.version);
    for (const interaction of contract.interactions) {
      const client = clients[interaction.operation];
      if (!client) throw new Error(`The reference client does not know ${interaction.operation}.`);
      await contract.run(interaction, client);
    }
  }
}
