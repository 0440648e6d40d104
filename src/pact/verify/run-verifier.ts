import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A request of the Verifier, as its process reports it. */
export interface VerifierRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string | undefined;
}

/** The response to such a request. */
export interface VerifierAnswer {
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
  | ({ readonly kind: 'answer'; readonly id: number } & VerifierAnswer);

interface VerifierRun {
  /** Options of Pact's Verifier. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Answers each request of the Verifier, those for provider states too; never rejects. */
  readonly answer: (request: VerifierRequest) => Promise<VerifierAnswer>;
  /** Milliseconds without a sign of life, an answer that is awaited apart, after which it is given up. */
  readonly patience: number;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/**
 * Runs Pact's Verifier and resolves with what it tells in the end: a report as JSON, or the reason why there is none.
 *
 * @throws Error when it ends without a word or comes to a stand, and the reason of the signal when that aborts.
 */
export function runVerifier({ options, answer, patience, signal }: VerifierRun): Promise<string> {
  const file = fileURLToPath(new URL(`./verifier-process${extname(import.meta.url)}`, import.meta.url));
  const child = fork(file, { env: verifierEnvironment(), execArgv: [], serialization: 'advanced', stdio: 'pipe' });
  const printed = tailOf(child);
  let awaited = 0;
  let isOver = false;
  let watch: NodeJS.Timeout | undefined;

  return new Promise<string>((resolve, reject) => {
    const stall = () =>
      reject(new Error(`The verification came to a stand: nothing for ${patience / 1000} s.${printed()}`));
    const sign = () => {
      clearTimeout(watch);
      // An answer may still come when all is over; a watch set then would keep the process for its whole time.
      if (awaited === 0 && !isOver) watch = setTimeout(stall, patience);
    };
    child.on('message', async (message: FromVerifier) => {
      if (message.kind === 'done') return resolve(message.report ?? message.error ?? '');
      awaited += 1;
      sign();
      const { status, headers, body } = await answer(message);
      awaited -= 1;
      sign();
      tell(child, { kind: 'answer', id: message.id, status, headers, body });
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Pact's Verifier ended with code ${code}.${printed()}`)));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    sign();
    tell(child, { kind: 'start', options });
  }).finally(() => {
    isOver = true;
    clearTimeout(watch);
    child.kill('SIGKILL');
  });
}

function tell(child: ChildProcess, message: ToVerifier): void {
  // One that has ended hears nothing, and its end is told elsewhere.
  if (child.connected) child.send(message, () => {});
}

/** The settings of this process without those that Pact would take past the options. */
export function verifierEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^PACT_/i.test(name));
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
