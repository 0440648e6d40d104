import type { ProviderStateValues } from '../../emulator/index.ts';
import type { Redactor } from '../../emulator/redact.ts';
import { connectionHeaders } from '../../rules/index.ts';
import { NoResponse } from '../../tenant/tenant-client.ts';
import type { Provider } from './provider.ts';
import { statesPath, type VerifierRequest, type VerifierResponse } from './run-verifier.ts';
import type { VerificationMismatch } from './verification-results.ts';

/** What happened from one state change to the next; an interaction has as many as it has states, and at least one. */
export interface StateRun {
  /** The request and the status of its response, once there was one. */
  exchange?: string;
  /** Why it could not take place as the pact says. */
  problem?: VerificationMismatch;
  /** Whether the interaction is a message, which the kit does not verify. */
  isMessage?: boolean;
}

/** Where the requests of a Verifier meet the provider. */
interface VerifierBridge {
  /** In the order in which they took place. */
  readonly runs: readonly StateRun[];
  respond(request: VerifierRequest): Promise<VerifierResponse>;
  /** Resolves when no request is on its way to the provider any more. */
  settled(): Promise<void>;
}

/** The path that the Verifier requests for a message. It is never sent to the provider. */
const messagesPath = '/_messages';

/** What a bridge needs besides the provider. */
export interface BridgeOptions {
  readonly redactor: Redactor;
  /** The longest time that the provider takes for one response or state, in milliseconds. */
  readonly responseTime: number;
  /** Whether a request, or a provider state, is of an interaction of the run; every other gets 403. */
  readonly isOwn: (request: Pick<VerifierRequest, 'method' | 'path'>) => boolean;
  readonly isOwnState: (name: string) => boolean;
  /** Ends the verification early, for this reason. */
  readonly abandon: (reason: Error) => void;
}

export function createVerifierBridge(
  provider: Provider,
  { redactor, responseTime, isOwn, isOwnState, abandon }: BridgeOptions,
): VerifierBridge {
  const runs: StateRun[] = [];
  let hasBegun = false;
  let hasResponded = false;
  let onItsWay: Promise<unknown> = Promise.resolve();

  async function changeState({ state: name, params, action }: VerifierStateChange): Promise<ProviderStateValues> {
    const isFirst = !hasBegun;
    hasBegun = action === 'setup';
    if (!hasBegun) return {};
    runs.push({});
    return await attempt(name === '' ? 'the provider' : `provider state "${name}"`, 'to be set up', async () => {
      if (isFirst) await provider.begin?.();
      return await provider.setUp({ name, params });
    });
  }

  async function ask({ method, path, headers, body }: VerifierRequest): Promise<VerifierResponse> {
    hasBegun = false;
    const run = runs.at(-1);
    if (path === messagesPath) {
      if (run) run.isMessage = true;
      return failing;
    }
    if (!isOwn({ method, path })) return foreign;
    const own = forwardedHeaders(headers);
    redactor.add(own.get('authorization') ?? undefined);
    const response = await attempt('the request', 'a response', () =>
      provider.ask({ method, path, headers: own, body }),
    );
    if (run) run.exchange = `${method} ${path} got ${response.status}`;
    return {
      status: response.status,
      headers: headersFrom(response),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }

  async function attempt<Value>(place: string, expected: string, action: () => Promise<Value>): Promise<Value> {
    try {
      const acting = inTime(action(), responseTime);
      onItsWay = acting.catch(() => {});
      const value = await acting;
      hasResponded = true;
      return value;
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      hasBegun = false;
      if (reason instanceof NoResponse && reason.isUnreachable && !hasResponded) {
        abandon(new TypeError(`${reason.message}. Start the provider, or use another URL.`, { cause: reason }));
      }
      const run = runs.at(-1);
      if (run) run.problem ??= { place, expected, received: reason.message };
      throw reason;
    }
  }

  return {
    runs,
    async settled() {
      await onItsWay;
    },
    async respond(request) {
      const isStateChange = request.path === statesPath;
      try {
        if (!isStateChange) return await ask(request);
        const change: VerifierStateChange = JSON.parse(request.body ?? '{}');
        if (!isOwnState(change.state)) return foreign;
        return { ...json, status: 200, body: JSON.stringify(await changeState(change)) };
      } catch {
        // The run has the problem; Pact only needs to see that there is one: a status that no pact asks for. It would
        // repeat a state change whose response had such a status of a server.
        return isStateChange ? { ...failing, status: 400 } : failing;
      }
    },
  };
}

async function inTime<Value>(acting: Promise<Value>, limit: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came within ${limit / 1000} s.`)), limit);
  });
  return await Promise.race([acting, late]).finally(() => clearTimeout(timer));
}

interface VerifierStateChange {
  readonly state: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly action: 'setup' | 'teardown';
}

const json = { headers: { 'content-type': 'application/json' } };

/** With a status that no pact asks for. */
const failing: VerifierResponse = { ...json, status: 599, body: '{}' };

const foreign: VerifierResponse = { ...json, status: 403, body: '{}' };

/** What belongs to the way between Verifier and kit, not to the pact. */
const hopHeaders = [...connectionHeaders, 'accept-encoding'];

function forwardedHeaders(from: VerifierRequest['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && !hopHeaders.includes(name)) headers.set(name, [value].flat().join(', '));
  }
  return headers;
}

/** Without what fetch has undone: it has decoded the body. */
function headersFrom({ headers }: Response): Readonly<Record<string, string>> {
  const undone = [...connectionHeaders, 'content-encoding'];
  return Object.fromEntries([...headers].filter(([name]) => !undone.includes(name)));
}
