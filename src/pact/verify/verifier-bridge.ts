import type { Redactor } from '../../emulator/redact.ts';
import { connectionHeaders, textOf } from '../../rules/index.ts';
import { NoResponse } from '../../tenant/tenant-client.ts';
import type { Provider } from './provider.ts';
import { messagesPath, statesPath } from './run-verifier.ts';
import type { VerificationMismatch } from './verification-results.ts';

/** What happened in one interaction. */
export interface InteractionRun {
  /** The request and the status of its response, once there was one. */
  exchange?: string;
  /** The Location of a redirect, which Pact's core does not get. */
  location?: string | undefined;
  /** Why it could not take place as the pact says. */
  problem?: VerificationMismatch;
  /** Whether the interaction is a message, which the kit does not verify. */
  isMessage?: boolean;
}

/** What a bridge needs besides the provider. */
interface BridgeOptions {
  readonly redactor: Redactor;
  /** The longest time that the provider takes for one response or state, in milliseconds. */
  readonly responseTime: number;
  /** Ends the verification early, for this reason. */
  readonly abandon: (reason: Error) => void;
}

/** Where the requests of a Verifier meet the provider. */
export function createVerifierBridge(provider: Provider, { redactor, responseTime, abandon }: BridgeOptions) {
  const runs: InteractionRun[] = [];
  let run: InteractionRun = {};
  let isSettingUp = false;
  let hasResponded = false;
  let onItsWay: Promise<unknown> = Promise.resolve();

  async function changeState({ state: name, params, action }: VerifierStateChange): Promise<Response> {
    // Pact's core changes the state even for an interaction that has none.
    const isFirst = !isSettingUp;
    isSettingUp = action === 'setup';
    if (!isSettingUp) return Response.json({});
    if (isFirst) {
      run = {};
      runs.push(run);
    }
    if (run.problem) return Response.json({});
    return await attempt(name === '' ? 'the provider' : `provider state "${name}"`, 'to be set up', async () => {
      if (isFirst) await provider.begin?.();
      return Response.json(await provider.setUp({ name, params }));
    });
  }

  async function ask(path: string, request: Request): Promise<Response> {
    isSettingUp = false;
    run.isMessage = path === messagesPath;
    if (run.isMessage || run.problem) return failing();
    const { method } = request;
    const own = without(request.headers, 'accept-encoding');
    redactor.add(own.get('authorization') ?? undefined);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const body = bytes.length > 0 ? bytes : null;
    const response = await attempt('the request', 'a response', () =>
      provider.ask({ method, path, headers: own, body }),
    );
    hasResponded = true;
    const { status } = response;
    run.exchange = `${method} ${path} got ${status}`;
    // Fetch has decoded the body.
    const headers = without(response.headers, 'content-encoding');
    const length = response.headers.get('content-length');
    if (length !== null && !response.headers.has('content-encoding')) headers.set('content-length', length);
    // Pact's core would follow a redirect, to whatever host.
    if (status >= 300 && status < 400) {
      run.location = headers.get('location') ?? undefined;
      headers.delete('location');
    }
    return new Response(response.body, { status, headers });
  }

  async function attempt<Value>(place: string, expected: string, action: () => Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Nothing came within ${responseTime / 1000} s.`)), responseTime);
    });
    try {
      const acting = Promise.race([action(), late]);
      onItsWay = acting.catch(() => {});
      return await acting;
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(textOf(error));
      if (reason instanceof NoResponse && reason.isUnreachable && !hasResponded) {
        abandon(new TypeError(`${reason.message}. Start the provider, or use another URL.`, { cause: reason }));
      }
      run.problem ??= { place, expected, received: reason.message };
      throw reason;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** In the order in which they took place. */
    runs,
    /** Resolves when no request is on its way to the provider any more. */
    settled: () => onItsWay,
    /** @param path of the request in the pact, with its query. */
    async respond(path: string, request: Request): Promise<Response> {
      const isStateChange = path === statesPath;
      try {
        return isStateChange ? await changeState(await request.json()) : await ask(path, request);
      } catch {
        // The run has the problem. After a state change that fails, Pact would not go on to the request, which shows whether
        // the interaction is a message; the provider does not get that request.
        return isStateChange ? Response.json({}) : failing();
      }
    },
  };
}

interface VerifierStateChange {
  readonly state: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly action: 'setup' | 'teardown';
}

/** With a status that no pact asks for. */
function failing(): Response {
  return Response.json({}, { status: 599 });
}

/** The headers without those that belong to one connection, and without others. */
function without(headers: Headers, ...names: readonly string[]): Headers {
  return new Headers([...headers].filter(([name]) => ![...connectionHeaders, ...names].includes(name)));
}
