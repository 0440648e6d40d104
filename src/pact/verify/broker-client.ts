import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BrokerOptions } from './broker-options.ts';
import { verifierEnvironment } from './run-verifier.ts';

/** A request as the process of the client gets it. */
export interface BrokerRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** What that process replies: a response, or why there is none. */
export type BrokerReply =
  | { readonly status: number; readonly text: string }
  | { readonly problem: string; readonly isTemporary: boolean };

/** Requests to a broker, one at a time. */
export type BrokerClient = ReturnType<typeof createBrokerClient>;

/** How requests to a broker end. */
export interface ClientOptions {
  /** The longest wait for a response. */
  readonly timeoutMs: number;
  /** Ends a request early. */
  readonly signal: AbortSignal;
}

/** Milliseconds before the second and the third attempt. */
const waits = [1000, 2000];

/** Returns a client with the credentials of the options. */
export function createBrokerClient(broker: BrokerOptions, { timeoutMs, signal }: ClientOptions) {
  const file = fileURLToPath(new URL(`./broker-process${extname(import.meta.url)}`, import.meta.url));
  const child = process
    .getBuiltinModule('node:child_process')
    .fork(file, { env: environment(), execArgv: [], stdio: 'ignore' });
  const headers = brokerHeaders(broker);

  let settle: (reply: BrokerReply) => void = () => {};
  child.on('message', (reply: BrokerReply) => settle(reply));
  child.on('exit', () => settle({ problem: 'the process that sends it has ended', isTemporary: false }));
  signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });

  async function attempt(request: BrokerRequest): Promise<BrokerReply> {
    signal.throwIfAborted();
    const reply = await new Promise<BrokerReply>((resolve) => {
      settle = resolve;
      child.send(request);
    });
    signal.throwIfAborted();
    return reply;
  }

  return {
    /**
     * Returns the JSON of the response; a request that fails with 429 or 5xx, or whose connection breaks, is sent up to
     * three times.
     *
     * @throws Error that names the request and the status, or the reason why there is no response.
     */
    async send(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> {
      const request = { method, url, headers, timeoutMs, ...(body && { body: JSON.stringify(body) }) };
      let reply = await attempt(request);
      for (const wait of waits) {
        if (!isTemporary(reply)) break;
        await sleep(wait, undefined, { signal });
        reply = await attempt(request);
      }
      return replyBody(reply, `${method} ${url}`);
    },
    close: () => void child.kill('SIGKILL'),
  };
}

/** Node.js takes proxy and certificates from variables of its own; the Verifier takes them from those of OpenSSL and curl. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS = process.env.SSL_CERT_FILE } = process.env;
  return {
    ...verifierEnvironment(),
    NODE_USE_ENV_PROXY: '1',
    NODE_USE_SYSTEM_CA: '1',
    ...(NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS }),
  };
}

function brokerHeaders({ token, username, password = '' }: BrokerOptions): Readonly<Record<string, string>> {
  const basic = username !== undefined && `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const authorization = token === undefined ? basic : `Bearer ${token}`;
  return {
    accept: 'application/hal+json, application/json',
    'user-agent': 'external-connection-testkit',
    'content-type': 'application/json',
    ...(authorization && { authorization }),
  };
}

function isTemporary(reply: BrokerReply): boolean {
  return 'status' in reply ? reply.status === 429 || reply.status >= 500 : reply.isTemporary;
}

function replyBody(reply: BrokerReply, line: string): unknown {
  if ('problem' in reply) throw new Error(`${line} failed: ${reply.problem}.\n${fixOf(undefined)}`);
  const { status, text } = reply;
  if (status >= 400) throw new Error(`The broker responded to ${line} with ${status}.\n${fixOf(status)}`);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The broker responded to ${line} with ${status} and a body that is not JSON.\n${fixOf(404)}`, {
      cause,
    });
  }
}

function fixOf(status: number | undefined): string {
  if (status === 401 || status === 403) return 'Fix: use credentials that the broker accepts, and that may write.';
  if (status === 404) return 'Fix: check the URL of the broker and the name of the provider, then verify again.';
  if (status === 409) return 'Fix: verify again.';
  return 'Fix: check that the broker runs and that its URL is right, then verify again.';
}
