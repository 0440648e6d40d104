import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../emulator/engine.ts';
import { readBody } from '../emulator/gateway.ts';
import { type Emulator, setUpState } from '../emulator/index.ts';
import { connectionHeaders, textOf } from '../rules/index.ts';
import type { Violation } from '../schemas/index.ts';
import { serveHandler } from '../server/serve-handler.ts';
import type { ContractContext } from './contract-context.ts';
import { createContractFile, missingPact } from './contract-file.ts';
import { explainRun, type ReceivedRequest, type RecordedRun } from './explain-run.ts';
import type { Interaction, InteractionInput, PactFile } from './interaction.ts';

/** What a client under test is called with: the input of the interaction, and the root of Graph. */
export interface ContractInput extends InteractionInput {
  /** The root to use in place of `https://graph.microsoft.com`, without a version, such as `http://127.0.0.1:3000`. */
  readonly graphUrl: string;
}

/** The code under test: sends the one request of the interaction, with any HTTP client. */
export type ContractClient = (input: ContractInput) => unknown;

/** The parties of a contract, and how long a client may take. */
interface ContractRecording extends ContractContext {
  readonly consumer: string;
  readonly provider: string;
  readonly timeoutMs: number;
}

/**
 * Returns a function that runs a client against Pact's mock server for one interaction, and adds the interaction to the
 * pact file if the client followed it. The function resolves with what went wrong, most important first.
 */
export function createRecorder(path: string, recording: ContractRecording) {
  const writeInteraction = createContractFile(path);
  const { timeoutMs } = recording;

  return async (interaction: Interaction, client: ContractClient): Promise<readonly string[]> => {
    writeInteraction(interaction.key, undefined);
    const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-pact-'));
    let run: Omit<RecordedRun, 'refusal'> | undefined;
    try {
      const refusal = await withMockServer(interaction, { ...recording, folder }, async (mockServer) => {
        const { graphUrl, close } = await openRecordingProxy(interaction, mockServer, recording);
        const input = { ...structuredClone(interaction.input), graphUrl };
        const ending = await runClient(client, input, timeoutMs);
        run = { ...(await close()), ending, timeoutMs };
      });
      // The core did not start its mock server.
      if (!run) throw refusal ?? new Error('Pact has not started its mock server.');
      const problems = explainRun(interaction, { ...run, refusal }, recording);
      if (problems.length === 0) writeInteraction(interaction.key, await pactIn(folder));
      return problems;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Why Pact's core, which writes its pact into the folder, does not accept the interaction; undefined when it does. */
async function withMockServer(
  { states, description, request, response }: Interaction,
  { folder, consumer, provider }: ContractRecording & { readonly folder: string },
  action: (mockServer: string) => Promise<void>,
): Promise<Error | undefined> {
  const { PactV4 } = await import('@pact-foundation/pact').catch((cause) => {
    throw missingPact(cause);
  });
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
    return error instanceof Error ? error : new Error(textOf(error));
  }
}

/** Pact's types demand matchers that its own functions made; its core reads the same from plain data. */
function asPact<Value>(value: unknown): Value {
  return value as Value;
}

/** How the client's call ended; undefined where it had not within the time. */
async function runClient(client: ContractClient, input: ContractInput, timeoutMs: number) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly []>((resolve) => {
    timer = setTimeout(() => resolve([]), timeoutMs);
  });
  const call = async () => await client(input);
  const [ending] = await Promise.race([Promise.allSettled([call()]), late]);
  clearTimeout(timer);
  return ending;
}

/** The one file that Pact's core has written. */
async function pactIn(folder: string): Promise<PactFile> {
  const [name = ''] = await readdir(folder);
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as PactFile;
}

/**
 * Starts a proxy between the client under test and Pact's mock server, which records the client's requests. It forwards
 * the first request of the interaction. All others are no part of the contract, and an emulator responds to them: a GET
 * before, which finds nothing, and what follows the response, such as a retry after a 429.
 */
async function openRecordingProxy(
  interaction: Interaction,
  mockServer: string,
  { profile, graphUrl: root }: ContractContext,
) {
  const emulator = createEngine({ profile, onAdvisory: () => {} });
  if (interaction.operation !== 'createConnection') {
    for (const state of interaction.states) setUpState(emulator, state);
  }
  const sent: ReceivedRequest[] = [];
  let own: ReceivedRequest | undefined;
  let violations: readonly Violation[] = [];

  async function forward(request: ReceivedRequest, graphUrl: string): Promise<Response> {
    const matched = await fetch(requestAt(mockServer, request));
    if (matched.status !== interaction.response.status) {
      const { response, exchange } = await emulator.handle(requestAt(graphUrl, request));
      violations = exchange().violations;
      return response;
    }
    await applyResponse(emulator, interaction, requestAt(graphUrl, request));
    return movedTo(graphUrl, root, matched);
  }

  async function respond(incoming: Request): Promise<Response> {
    const request = await readRequest(incoming);
    const graphUrl = new URL(incoming.url).origin;
    sent.push(request);
    const isOwn = own === undefined && isOwnRequest(interaction, request);
    if (isOwn) own = request;
    const response = await (isOwn ? forward(request, graphUrl) : emulator.fetch(requestAt(graphUrl, request)));
    request.status = response.status;
    return response;
  }

  // A client may break off, or send what fetch refuses, such as TRACE: it gets no response.
  const server = await serveHandler((incoming) => respond(incoming).catch(() => Response.error()));
  const { url: graphUrl } = server;
  return {
    graphUrl,
    /** Resolves with the record. */
    async close() {
      await server.close();
      return { graphUrl, sent, own, violations };
    },
  };
}

/** Brings the emulator into the state of Graph after the response. */
async function applyResponse(emulator: Emulator, { operation, response, input }: Interaction, request: Request) {
  const { connection, operationId } = input;
  if (operation === 'updateSchema' || operation === 'getOperation') {
    setUpState(emulator, { name: 'a schema is registered', params: { id: connection.id, operationId } });
  } else if (response.status === 409) {
    emulator.put({ ...connection, state: 'draft' });
  } else if (response.status < 300) {
    await emulator.fetch(request);
  }
}

function isOwnRequest({ request }: Interaction, { method, path }: ReceivedRequest): boolean {
  if (request.method !== method) return false;
  return typeof request.path === 'string' ? request.path === path : new RegExp(String(request.path.regex)).test(path);
}

async function readRequest(request: Request): Promise<ReceivedRequest> {
  const { pathname, searchParams } = new URL(request.url);
  const { method } = request;
  const headers = new Headers(request.headers);
  const bytes = await request.arrayBuffer();
  const { text, failure } = await readBody({ headers, arrayBuffer: async () => bytes });
  if (!failure) headers.delete('content-encoding');
  const body = failure ? new TextDecoder().decode(bytes) : text;
  return { method, path: pathname, query: searchParams, headers, text: body, status: 0 };
}

function requestAt(root: string, { method, path, query, headers, text }: ReceivedRequest): Request {
  const url = root + path + (query.size > 0 ? `?${query}` : '');
  const kept = [...headers].filter(([name]) => !connectionHeaders.includes(name));
  // Bytes: fetch would add a Content-Type to a string.
  return new Request(url, { method, headers: kept, ...(text !== '' && { body: new TextEncoder().encode(text) }) });
}

/** The response with the URLs of this server in it, so that a client which follows one stays here. */
async function movedTo(graphUrl: string, root: string, response: Response): Promise<Response> {
  const text = (await response.text()).replaceAll(root, graphUrl);
  const headers = [...response.headers].filter(([name]) => !connectionHeaders.includes(name));
  const moved = headers.map(([name, value]): [string, string] => [name, value.replaceAll(root, graphUrl)]);
  return new Response(text === '' ? null : text, { status: response.status, headers: moved });
}
