import { createEngine } from '../emulator/engine.ts';
import { type Emulator, setUpState } from '../emulator/index.ts';
import type { Profile } from '../rules/index.ts';
import type { Violation } from '../schemas/index.ts';
import { serveHandler } from '../server/serve-handler.ts';
import type { Interaction } from './interaction.ts';
import { readRequest, requestTo, type SentRequest } from './sent-request.ts';

/** Where the client under test meets Pact's mock server, and an emulator around it. */
export interface Stage {
  /** What the client uses in place of `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  /** What the client has sent so far, in order. */
  readonly sent: readonly SentRequest[];
  /** The request of the interaction, once it was sent. */
  readonly own: SentRequest | undefined;
  /** The rules that it broke, if Pact did not accept it. */
  readonly violations: readonly Violation[];
  close(): Promise<void>;
}

interface Scene {
  readonly interaction: Interaction;
  readonly profile: Profile;
  /** The root that the answers of the interaction name in their URLs. */
  readonly root: string;
  readonly mockServer: string;
}

/**
 * A server between the client and Pact's mock server. The first request for what the interaction is about goes to
 * Pact. All others are no part of the contract, and an emulator answers them: a look-up before, which finds nothing to
 * create twice, and whatever follows the answer, such as the second try after a 429.
 */
export async function openStage({ interaction, profile, root, mockServer }: Scene): Promise<Stage> {
  const emulator = createEngine({ profile, onAdvisory: () => {} });
  if (interaction.operation !== 'createConnection') {
    for (const state of interaction.states) setUpState(emulator, state);
  }
  const sent: SentRequest[] = [];
  let own: SentRequest | undefined;
  let violations: readonly Violation[] = [];

  async function perform(request: SentRequest, graphUrl: string): Promise<Response> {
    const answer = await fetch(requestTo(mockServer, request));
    if (answer.status !== interaction.response.status) {
      const { response, exchange } = await emulator.handle(requestTo(graphUrl, request));
      violations = exchange.violations;
      return response;
    }
    await follow(emulator, interaction, requestTo(graphUrl, request));
    return movedTo(graphUrl, root, answer);
  }

  async function answer(incoming: Request): Promise<Response> {
    const request = await readRequest(incoming);
    const graphUrl = new URL(incoming.url).origin;
    sent.push(request);
    const isOwn = own === undefined && isRequestOf(interaction, request);
    if (isOwn) own = request;
    const response = await (isOwn ? perform(request, graphUrl) : emulator.fetch(requestTo(graphUrl, request)));
    request.status = response.status;
    return response;
  }

  const server = await serveHandler(answer);
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

/** Brings the emulator to where Graph is after the answer. */
async function follow(emulator: Emulator, { operation, response, input }: Interaction, request: Request) {
  const { connection, operationId } = input;
  if (operation === 'updateSchema' || operation === 'getOperation') {
    setUpState(emulator, { name: 'a schema is registered', params: { id: connection.id, operationId } });
  } else if (response.status === 409) {
    emulator.put({ ...connection, state: 'draft' });
  } else if (response.status < 300) {
    await emulator.fetch(request);
  }
}

function isRequestOf({ request }: Interaction, { method, path }: SentRequest): boolean {
  if (request.method !== method) return false;
  return typeof request.path === 'string' ? request.path === path : new RegExp(String(request.path.regex)).test(path);
}

/** The answer with the URLs of this server in it: a client that follows one stays here. */
async function movedTo(graphUrl: string, root: string, answer: Response): Promise<Response> {
  const text = (await answer.text()).replaceAll(root, graphUrl);
  const headers = [...answer.headers].filter(([name]) => name !== 'content-length' && name !== 'transfer-encoding');
  const moved = headers.map(([name, value]): [string, string] => [name, value.replaceAll(root, graphUrl)]);
  return new Response(text === '' ? null : text, { status: answer.status, headers: moved });
}
