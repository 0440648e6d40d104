import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractContext } from './contract-context.ts';
import type { PactFile } from './contract-file.ts';
import type { Interaction, InteractionInput } from './interaction.ts';
import { loadPact } from './load-pact.ts';
import { openRecordingProxy, type RecordingProxy } from './recording-proxy.ts';

/** What a client under test is called with: the input of the interaction, and the root of Graph. */
export interface ContractInput extends InteractionInput {
  /** The root to use in place of `https://graph.microsoft.com`, without a version, such as `http://127.0.0.1:3000`. */
  readonly graphUrl: string;
}

/** The code under test: sends the one request of the interaction, with any HTTP client. */
export type ContractClient = (input: ContractInput) => unknown;

/** The parties of a contract, and how long a client may take. */
export interface Recording extends ContractContext {
  readonly consumer: string;
  readonly provider: string;
  readonly timeoutMs: number;
}

/** How the client's call ended. */
export type Ending =
  | { readonly kind: 'returned' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** It did neither within so many milliseconds. */
  | { readonly kind: 'timedOut'; readonly timeoutMs: number };

/** The record of one interaction with a client. */
export interface RunRecord extends Omit<RecordingProxy, 'close'> {
  readonly ending: Ending;
  /** Why Pact's core did not accept the request; undefined where it did. */
  readonly refusal: Error | undefined;
}

/** The record, and the pact with this one interaction that Pact's core wrote, if it accepted the client. */
export interface Recorded {
  readonly run: RunRecord;
  readonly pact: PactFile | undefined;
}

/** Runs a client against Pact's mock server for one interaction. */
export async function recordInteraction(
  interaction: Interaction,
  client: ContractClient,
  recording: Recording,
): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-pact-'));
  try {
    let run: Omit<RunRecord, 'refusal'> | undefined;
    const refusal = await withMockServer(interaction, { folder, recording }, async (mockServer) => {
      const proxy = await openRecordingProxy({ interaction, mockServer, ...recording });
      const ending = await runClient(
        client,
        { ...structuredClone(interaction.input), graphUrl: proxy.graphUrl },
        recording.timeoutMs,
      );
      await proxy.close();
      const { graphUrl, sent, own, violations } = proxy;
      run = { graphUrl, sent, own, violations, ending };
    });
    // The core did not start its mock server.
    if (!run) throw refusal ?? new Error('Pact has not started its mock server.');
    return { run: { ...run, refusal }, pact: refusal ? undefined : await pactIn(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Target {
  readonly folder: string;
  readonly recording: Recording;
}

/** Why Pact's core does not accept the interaction; undefined when it does. */
async function withMockServer(
  { states, description, request, response }: Interaction,
  { folder, recording: { consumer, provider } }: Target,
  action: (mockServer: string) => Promise<void>,
): Promise<Error | undefined> {
  const { PactV4 } = await loadPact();
  const unconfigured = new PactV4({ consumer, provider, dir: folder, logLevel: 'error' }).addInteraction();
  for (const { name, params } of states) unconfigured.given(name, params);
  const interaction = unconfigured
    .uponReceiving(description)
    .withRequest(request.method, asPact(request.path), (builder) => {
      builder.headers(asPact(request.headers));
      if (request.body !== undefined) builder.jsonBody(request.body);
    })
    .willRespondWith(response.status, (builder) => {
      builder.headers(asPact(response.headers));
      if (response.body !== undefined) builder.jsonBody(response.body);
    });
  try {
    await interaction.executeTest(({ url }) => action(url));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Pact's types demand matchers that its own functions made; its core reads the same from plain data. */
function asPact<Value>(value: unknown): Value {
  return value as Value;
}

/** Calls the client, and waits until it settles or times out. */
async function runClient(client: ContractClient, input: ContractInput, timeoutMs: number): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timedOut', timeoutMs }), timeoutMs);
  });
  const done = async (): Promise<Ending> => {
    try {
      await client(input);
      return { kind: 'returned' };
    } catch (error) {
      return { kind: 'threw', error };
    }
  };
  const ending = await Promise.race([done(), late]);
  clearTimeout(timer);
  return ending;
}

async function pactIn(folder: string): Promise<PactFile | undefined> {
  const [name] = await readdir(folder);
  // Pact's core wrote the file.
  return name === undefined ? undefined : (JSON.parse(await readFile(join(folder, name), 'utf8')) as PactFile);
}
