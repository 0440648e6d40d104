import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveHandler } from '../../server/serve-handler.ts';
import type { PactTask } from './pact-process.ts';
import type { VerifySettings } from './verify-options.ts';

/** The path that the Verifier requests for a state. */
export const statesPath = '/_pactSetup';

/** The path that the Verifier requests for a message. It is never sent to the provider. */
export const messagesPath = '/_messages';

/** A process for Pact's core and for requests to a broker. */
export type PactProcess = ReturnType<typeof startPactProcess>;

/** Starts a process for Pact's core. It gets no variable of the environment that has the token of the provider. */
export function startPactProcess({ accessToken, broker }: Pick<VerifySettings, 'accessToken' | 'broker'>) {
  const file = fileURLToPath(new URL(`./pact-process${extname(import.meta.url)}`, import.meta.url));
  const env = { ...environmentWithout(accessToken), ...(broker && brokerEnvironment()) };
  const child = process.getBuiltinModule('node:child_process').fork(file, { env, execArgv: [], stdio: 'pipe' });
  let errors = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk).slice(-2000);
  });
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`Pact's Verifier ended with code ${code}.\n${errors.trim()}`.trim())),
    );
  });
  ended.catch(() => {}); // Of interest while a task is done.
  return {
    /** @throws the reason of the signal when that aborts, or an Error when the process ends. */
    async run(task: PactTask, signal: AbortSignal): Promise<unknown> {
      signal.throwIfAborted();
      const replied = once(child, 'message', { signal }).catch((error) => {
        throw signal.aborted ? signal.reason : error;
      });
      child.send(task);
      const [reply] = await Promise.race([replied, ended]);
      return reply;
    },
    close: () => void child.kill('SIGKILL'),
  };
}

interface VerifierRun {
  readonly pact: PactProcess;
  /** Options of Pact's core. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Responds to each request of the Verifier, also to those for provider states; never rejects. */
  readonly respond: (path: string, request: Request) => Promise<Response>;
  /** Milliseconds without a request after which the run fails; the wait for a response does not count. */
  readonly silenceMs: number;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/**
 * Runs Pact's Verifier and resolves with its output: a report as JSON, or the reason why there is none.
 *
 * @throws Error when it ends without output or stalls, and the reason of the signal when that aborts.
 */
export async function runVerifier({ pact, options, respond, silenceMs, signal }: VerifierRun): Promise<string> {
  const stalled = new AbortController();
  let responding = 0;
  const watch = setTimeout(() => {
    if (responding > 0) return;
    const problem = `The verification stalled: no request for ${silenceMs / 1000} s.`;
    stalled.abort(new Error(`${problem} Raise timeoutMs, or --timeout, where the broker or this machine is slow.`));
  }, silenceMs).unref();
  // Any process of the machine reaches the port, behind which a tenant's token is used.
  const secret = `/${crypto.randomUUID()}`;
  const server = await serveHandler(async (request) => {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(secret)) return new Response(null, { status: 403 });
    responding += 1;
    const response = await respond((pathname.slice(secret.length) || '/') + search, request);
    responding -= 1;
    watch.refresh();
    return response;
  });
  try {
    const root = server.url + secret;
    const messages = { protocol: 'message', port: Number(new URL(root).port), path: secret + messagesPath };
    const urls = { providerBaseUrl: root, providerStatesSetupUrl: root + statesPath, transports: [messages] };
    const task = { options: { ...options, ...urls } };
    return String(await pact.run(task, AbortSignal.any([signal, stalled.signal])));
  } finally {
    clearTimeout(watch);
    await server.close();
  }
}

/** The environment without what Pact would take past the options, and without a token that only the kit uses. */
function environmentWithout(accessToken?: string): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(process.env).filter(
    ([name, value]) => !/^PACT_/i.test(name) && (!accessToken || !value?.includes(accessToken)),
  );
  const { NO_PROXY, no_proxy = NO_PROXY } = process.env;
  const unproxied = [no_proxy, '127.0.0.1'].filter(Boolean).join(',');
  return { ...Object.fromEntries(own), PACT_DO_NOT_TRACK: 'true', NO_PROXY: unproxied, no_proxy: unproxied };
}

/** Node.js takes proxy and certificates from variables of its own; the Verifier takes them from those of OpenSSL and curl. */
function brokerEnvironment(): Readonly<Record<string, string>> {
  const { NODE_EXTRA_CA_CERTS = process.env.SSL_CERT_FILE } = process.env;
  const certificates = NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS };
  return { NODE_USE_ENV_PROXY: '1', NODE_USE_SYSTEM_CA: '1', ...certificates };
}
