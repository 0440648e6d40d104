import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../emulator/engine.ts';
import { readBody } from '../emulator/gateway.ts';
import { type Emulator, setUpState } from '../emulator/index.ts';
import { connectionHeaders, type Profile } from '../rules/index.ts';
import type { Violation } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import { loadPact } from './contract-file.ts';
import type { Interaction, InteractionInput, PactFile } from './interaction.ts';

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
type ClientEnding =
  | { readonly kind: 'returned' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** It did neither within so many milliseconds. */
  | { readonly kind: 'timedOut'; readonly timeoutMs: number };

/** The record of one interaction with a client. */
export interface RecordedRun extends Omit<RecordingProxy, 'close'> {
  readonly ending: ClientEnding;
  /** Why Pact's core did not accept the request; undefined where it did. */
  readonly refusal: Error | undefined;
}

/** The record, and the pact with this one interaction that Pact's core wrote, if it accepted the client. */
export interface Recorded {
  readonly run: RecordedRun;
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
    let run: Omit<RecordedRun, 'refusal'> | undefined;
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

interface RecordingTarget {
  readonly folder: string;
  readonly recording: Recording;
}

/** Why Pact's core does not accept the interaction; undefined when it does. */
async function withMockServer(
  { states, description, request, response }: Interaction,
  { folder, recording: { consumer, provider } }: RecordingTarget,
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

async function runClient(client: ContractClient, input: ContractInput, timeoutMs: number): Promise<ClientEnding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ClientEnding>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timedOut', timeoutMs }), timeoutMs);
  });
  const done = async (): Promise<ClientEnding> => {
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

/** A request that the client under test sent, and the status of its response. */
export interface RecordedRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly text: string;
  /** 0 until there is a response. */
  status: number;
}

/** A server between the client under test and Pact's mock server, which records the client's requests. */
export interface RecordingProxy {
  /** The root that the client uses in place of `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  /** The requests of the client so far, in order. */
  readonly sent: readonly RecordedRequest[];
  /** The request of the interaction, once it was sent. */
  readonly own: RecordedRequest | undefined;
  /** The rules that it broke, if Pact did not accept it. */
  readonly violations: readonly Violation[];
  close(): Promise<void>;
}

interface RecordingProxyOptions {
  readonly interaction: Interaction;
  readonly profile: Profile;
  /** The root of the URLs in the responses of the interaction. */
  readonly graphUrl: string;
  readonly mockServer: string;
}

/**
 * Starts a proxy. It forwards the first request of the interaction to Pact's mock server. All others are no part of the
 * contract, and an emulator responds to them: a GET before, which finds nothing, and what follows the response, such as
 * a retry after a 429.
 */
async function openRecordingProxy({
  interaction,
  profile,
  graphUrl: root,
  mockServer,
}: RecordingProxyOptions): Promise<RecordingProxy> {
  const emulator = createEngine({ profile, onAdvisory: () => {} });
  if (interaction.operation !== 'createConnection') {
    for (const state of interaction.states) setUpState(emulator, state);
  }
  const sent: RecordedRequest[] = [];
  let own: RecordedRequest | undefined;
  let violations: readonly Violation[] = [];

  async function forward(request: RecordedRequest, graphUrl: string): Promise<Response> {
    const matched = await fetch(requestAt(mockServer, request));
    if (matched.status !== interaction.response.status) {
      const { response, exchange } = await emulator.handle(requestAt(graphUrl, request));
      violations = exchange.violations;
      return response;
    }
    await applyResponse(emulator, interaction, requestAt(graphUrl, request));
    return movedTo(graphUrl, root, matched);
  }

  const { serveHandler } = await import('../server/serve-handler.ts');
  const server = await serveHandler(async (incoming) => {
    const request = await readRequest(incoming);
    const graphUrl = new URL(incoming.url).origin;
    sent.push(request);
    const isOwn = own === undefined && isOwnRequest(interaction, request);
    if (isOwn) own = request;
    const response = await (isOwn ? forward(request, graphUrl) : emulator.fetch(requestAt(graphUrl, request)));
    request.status = response.status;
    return response;
  });
  return {
    graphUrl: server.url,
    sent,
    get own() {
      return own;
    },
    get violations() {
      return violations;
    },
    close: () => server.close(),
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

function isOwnRequest({ request }: Interaction, { method, path }: RecordedRequest): boolean {
  if (request.method !== method) return false;
  return typeof request.path === 'string' ? request.path === path : new RegExp(String(request.path.regex)).test(path);
}

async function readRequest(request: Request): Promise<RecordedRequest> {
  const { pathname, searchParams } = new URL(request.url);
  const { method } = request;
  const headers = new Headers(request.headers);
  const bytes = await request.arrayBuffer();
  const { text, failure } = await readBody({ headers, arrayBuffer: async () => bytes });
  if (!failure) headers.delete('content-encoding');
  const body = failure ? new TextDecoder().decode(bytes) : text;
  return { method, path: pathname, query: searchParams, headers, text: body, status: 0 };
}

function requestAt(root: string, { method, path, query, headers, text }: RecordedRequest): Request {
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
