/**
 * Pact's Verifier in a process of its own: its core prints to the standard output of the process past any stream, can
 * hang and can crash, and takes settings from the environment. Each of its requests goes to the parent, which responds.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loadPact, type Pact } from '../contract-file.ts';
import { type FromVerifier, statesPath, type ToVerifier } from './run-verifier.ts';

/** As Express hands it to a request filter. */
interface Asked extends IncomingMessage {
  readonly originalUrl: string;
  readonly body?: unknown;
}

type VerifierOptions = ConstructorParameters<Pact['Verifier']>[0];

/** Sent by this run's Verifier alone: any process of the machine reaches the port, behind which a tenant's token is used. */
const secret = { name: 'x-external-connection-testkit-run', value: crypto.randomUUID() } as const;

const waiting = new Map<number, ServerResponse>();

process.on('message', (message: ToVerifier) => {
  if (message.kind === 'start') void runVerification(message.options);
  else respondTo(message);
});
// The parent has gone. Not process.exit(), which waits for Pact's core, and that may wait for ever.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function runVerification(options: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    const { Verifier } = await loadPact();
    // The parent has made the options for this class.
    const customProviderHeaders = { [secret.name]: secret.value };
    const all = { ...options, customProviderHeaders, requestFilter: ask } as VerifierOptions;
    const report = await new Verifier(all).verifyProvider();
    postToParent({ kind: 'done', report: String(report) });
  } catch (error) {
    postToParent({ kind: 'done', error: error instanceof Error ? error.message : String(error) });
  }
}

/** Stands in front of the proxy of the Verifier, and lets nothing through to it. */
function ask(request: Asked, response: ServerResponse): void {
  const { method = 'GET', originalUrl: path, body } = request;
  const { [secret.name]: sent, ...headers } = request.headers;
  // It asks for a state without the header; a state writes only what the run owns.
  if (sent !== secret.value && path !== statesPath) return void response.writeHead(403).end();
  const id = waiting.size;
  waiting.set(id, response);
  postToParent({ kind: 'request', id, method, path, headers, body: bodyText(body) });
}

/** Express has read JSON, and left any other body as bytes. */
function bodyText(body: unknown): string | undefined {
  if (Buffer.isBuffer(body)) return body.toString();
  return body === undefined ? undefined : JSON.stringify(body);
}

function respondTo({ id, status, headers, body }: Extract<ToVerifier, { kind: 'response' }>): void {
  const response = waiting.get(id);
  response?.removeHeader('X-Powered-By');
  response?.writeHead(status, headers).end(body);
}

function postToParent(message: FromVerifier): void {
  process.send?.(message);
}
