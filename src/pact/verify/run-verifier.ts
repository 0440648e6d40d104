import type { ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path that the Verifier asks for a state: its own front has it. */
export const statesPath = '/_pactSetup';

/** A request of the Verifier, as its process reports it. */
export interface VerifierRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string | undefined;
}

/** The response to such a request. */
export interface VerifierResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A message from the process of the Verifier. */
export type FromVerifier =
  | ({ readonly kind: 'request'; readonly id: number } & VerifierRequest)
  /** The end: the report of the core as JSON, or what went wrong, which is the report too where interactions failed. */
  | { readonly kind: 'done'; readonly report?: string; readonly error?: string };

/** A message to the process of the Verifier. */
export type ToVerifier =
  | { readonly kind: 'start'; readonly options: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'response'; readonly id: number } & VerifierResponse);

interface VerifierRun {
  /** Options of Pact's Verifier. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Responds to each request of the Verifier, also to those for provider states; never rejects. */
  readonly respond: (request: VerifierRequest) => Promise<VerifierResponse>;
  /** Milliseconds without a message after which the run fails; the wait for a response does not count. */
  readonly silenceMs: number;
  /** The token of the provider. The process of the Verifier gets no variable of the environment that has it. */
  readonly accessToken?: string | undefined;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/**
 * Runs Pact's Verifier and resolves with its output: a report as JSON, or the reason why there is none.
 *
 * @throws Error when it ends without output or stalls, and the reason of the signal when that aborts.
 */
export function runVerifier({ options, respond, silenceMs, accessToken, signal }: VerifierRun): Promise<string> {
  const file = fileURLToPath(new URL(`./verifier-process${extname(import.meta.url)}`, import.meta.url));
  const child = process.getBuiltinModule('node:child_process').fork(file, {
    env: verifierEnvironment(accessToken),
    execArgv: [],
    serialization: 'advanced',
    stdio: 'pipe',
  });
  const printed = tailOf(child);
  let awaited = 0;
  let isOver = false;
  let watch: NodeJS.Timeout | undefined;

  return new Promise<string>((resolve, reject) => {
    const stall = () =>
      reject(new Error(`The verification stalled: no message for ${silenceMs / 1000} s.${printed()}`));
    const sign = () => {
      clearTimeout(watch);
      // A response may still come after the end; a timer set then would keep the process alive.
      if (awaited === 0 && !isOver) watch = setTimeout(stall, silenceMs);
    };
    child.on('message', async (message: FromVerifier) => {
      if (message.kind === 'done') return resolve(message.report ?? message.error ?? '');
      awaited += 1;
      sign();
      const { status, headers, body } = await respond(message);
      awaited -= 1;
      sign();
      postToVerifier(child, { kind: 'response', id: message.id, status, headers, body });
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Pact's Verifier ended with code ${code}.${printed()}`)));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    sign();
    postToVerifier(child, { kind: 'start', options });
  }).finally(() => {
    isOver = true;
    clearTimeout(watch);
    child.kill('SIGKILL');
  });
}

function postToVerifier(child: ChildProcess, message: ToVerifier): void {
  // A process that has ended receives nothing; its exit event reports the end.
  if (child.connected) child.send(message, () => {});
}

/** The environment without what Pact would take past the options, and without a token that only the kit uses. */
export function verifierEnvironment(accessToken?: string): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(process.env).filter(
    ([name, value]) => !/^PACT_/i.test(name) && (!accessToken || !value?.includes(accessToken)),
  );
  const { NO_PROXY, no_proxy = NO_PROXY } = process.env;
  const unproxied = [no_proxy, '127.0.0.1'].filter(Boolean).join(',');
  return { ...Object.fromEntries(own), PACT_DO_NOT_TRACK: 'true', NO_PROXY: unproxied, no_proxy: unproxied };
}

/** The last lines that the process printed as errors: what is left of it when it ends badly. */
function tailOf(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk).slice(-2000);
  });
  return () => (text.trim() === '' ? '' : `\n${text.trim()}`);
}
