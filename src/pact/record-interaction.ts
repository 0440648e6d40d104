import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractContext } from './contract-context.ts';
import type { Interaction, InteractionInput } from './interaction.ts';
import { loadPact } from './load-pact.ts';
import type { PactFile } from './normalise.ts';
import type { Ending, Run } from './run.ts';
import { openStage, type Stage } from './stage.ts';

/** What a client under test is called with: what the interaction says, and where Graph is. */
export interface ContractInput extends InteractionInput {
  /** The root to use in place of `https://graph.microsoft.com`, without a version, such as `http://127.0.0.1:3000`. */
  readonly graphUrl: string;
}

/** The code under test: sends the one request that the interaction is about, with whatever HTTP client it uses. */
export type ContractClient = (input: ContractInput) => unknown;

/** Between whom a contract is, and how long a client may take. */
export interface Recording extends ContractContext {
  readonly consumer: string;
  readonly provider: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** What came of it, and the pact with this one interaction that Pact's core has written, if it accepted the client. */
export interface Recorded {
  readonly run: Run;
  readonly pact: PactFile | undefined;
}

/** Lets a client meet Pact's mock server for one interaction. */
export async function recordInteraction(
  interaction: Interaction,
  client: ContractClient,
  recording: Recording,
): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-pact-'));
  try {
    let run: Omit<Run, 'verdict'> | undefined;
    const verdict = await withMockServer(interaction, { folder, recording }, async (mockServer) => {
      const stage = await openStage({ interaction, mockServer, ...recording });
      const ending = await perform(stage, interaction, { client, timeout: recording.timeout });
      await stage.close();
      const { graphUrl, sent, own, violations } = stage;
      run = { graphUrl, sent, own, violations, ending };
    });
    // The core did not even come to start its mock server.
    if (!run) throw verdict ?? new Error('Pact has not started its mock server.');
    return { run: { ...run, verdict }, pact: verdict ? undefined : await pactIn(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly folder: string;
  readonly recording: Recording;
}

/** Why Pact's core is not content; undefined when it is. */
async function withMockServer(
  { states, description, request, response }: Interaction,
  { folder, recording: { consumer, provider } }: Place,
  meet: (mockServer: string) => Promise<void>,
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
    await interaction.executeTest(({ url }) => meet(url));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Pact's types ask for matchers that its own functions have made; its core reads the same from plain data. */
function asPact<Value>(value: unknown): Value {
  return value as Value;
}

interface Performance {
  readonly client: ContractClient;
  readonly timeout: number;
}

/** Calls the client, and waits until it is done or its time is over. */
async function perform({ graphUrl }: Stage, { input }: Interaction, { client, timeout }: Performance): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'hung', timeout }), timeout);
  });
  const done = async (): Promise<Ending> => {
    try {
      await client({ ...structuredClone(input), graphUrl });
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
  // Pact's core has written it.
  return name === undefined ? undefined : (JSON.parse(await readFile(join(folder, name), 'utf8')) as PactFile);
}
