import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An interaction of a pact, in the form of specification 4. */
export interface PactInteraction {
  readonly description?: string;
  readonly pending?: boolean;
  readonly providerStates?: readonly { readonly name: string; readonly params?: object }[];
  readonly request?: object;
  readonly response?: object;
}

const headers = { Authorization: ['Bearer fake-access-token'] };

/** A request for the connection that the state puts there, with a 200. */
export const found: Required<Pick<PactInteraction, 'description' | 'providerStates' | 'request' | 'response'>> = {
  description: 'a request for a connection',
  providerStates: [{ name: 'a connection exists', params: { id: 'contosohr', name: 'Contoso HR' } }],
  request: { method: 'GET', path: '/v1.0/external/connections/contosohr', headers },
  response: { status: 200 },
};

/** A file with a pact, until the test ends. */
export function pactFile(
  interactions: readonly PactInteraction[],
  names = { consumer: 'hr', provider: 'graph' },
): string {
  const { consumer, provider } = names;
  return jsonFile({
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: interactions.map((interaction) => ({ type: 'Synchronous/HTTP', ...found, ...interaction })),
    metadata: { pactSpecification: { version: '4.0' } },
  });
}

/** A file with a value as JSON, or a text as it is, until the test ends. */
export function jsonFile(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'pact-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'pact.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** A body of JSON, as specification 4 writes it. */
export function jsonBody(content: unknown): object {
  return { content, contentType: 'application/json', encoded: false };
}
