import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type ConnectionContract,
  type ConnectionContractOptions,
  type ContractClient,
  type ContractInput,
  createConnectionContract,
  type Interaction,
} from '../../src/pact/index.ts';

/** A folder of its own for the running test, which goes with it. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A contract for v1.0 in a folder of its own. */
export async function ownContract(options: Partial<ConnectionContractOptions> = {}): Promise<ConnectionContract> {
  return createConnectionContract({ consumer: 'contoso-hr', version: 'v1.0', dir: await ownFolder(), ...options });
}

/** The interaction of a contract with the key. */
export function interactionOf(contract: ConnectionContract, key: string): Interaction {
  const found = contract.interactions.find((interaction) => interaction.key === key);
  if (!found) throw new Error(`The contract has no interaction ${key}.`);
  return found;
}

/** The message with which the run of a client through an interaction fails; empty when it goes well. */
export async function failureOf(
  key: string,
  client: ContractClient,
  options?: Partial<ConnectionContractOptions>,
): Promise<string> {
  const contract = await ownContract(options);
  try {
    await contract.run(interactionOf(contract, key), client);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The descriptions of the interactions that a pact file holds. */
export async function recordedIn(file: string): Promise<string[]> {
  const { interactions } = JSON.parse(await readFile(file, 'utf8')) as { interactions: { description: string }[] };
  return interactions.map(({ description }) => description);
}

/** Sends a create as it should be; what is given replaces parts of the request. */
export function post(input: ContractInput, other: Omit<RequestInit, 'body'> & { path?: string; body?: unknown } = {}) {
  const { path = '/v1.0/external/connections', body = input.connection, ...init } = other;
  return fetch(`${input.graphUrl}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(input.accessToken && { Authorization: `Bearer ${input.accessToken}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}
