import type { LiveCreateExternalConnection } from '../schemas/index.ts';
import { type CanaryTokens, createCanaryTokens } from './access-token.ts';
import { advance, advanceAfterwards, countResources } from './advance.ts';
import { type Crash, captureCrashes, captureOutput, type Print } from './capture.ts';
import { type Connection, connect } from './connection.ts';
import type { ClientInput, CreateConnection, SuiteOptions } from './options.ts';
import { claimsOf, connectionsOf, renewedClaimsOf, type SituationData } from './situations/index.ts';
import type { SentRequest } from './transport.ts';

/** How a call of the client ended. */
export type Ending =
  | { readonly kind: 'resolved'; readonly value: unknown }
  | { readonly kind: 'rejected'; readonly error: unknown }
  | { readonly kind: 'pending' };

/** One call of the client. */
export interface Call {
  /** The connection to create, with the properties that the client adds. */
  readonly wanted: LiveCreateExternalConnection;
  /** The connection that the client was given, as it was. */
  readonly handed: LiveCreateExternalConnection;
  /** The same, as the client left it. */
  readonly given: LiveCreateExternalConnection;
  readonly ending: Ending;
  /** The requests that had a response when the call ended. */
  readonly known: readonly SentRequest[];
}

/** The record of a client in one situation. */
export interface Run {
  readonly situation: SituationData;
  readonly options: SuiteOptions;
  readonly graphUrl: string;
  readonly tokens: CanaryTokens;
  readonly calls: readonly Call[];
  readonly requests: readonly SentRequest[];
  /** The hosts that something tried to reach past the transport. */
  readonly blockedHosts: readonly string[];
  readonly prints: readonly Print[];
  readonly crashes: readonly Crash[];
  /** Whether the limit of requests was reached. */
  readonly isEndless: boolean;
  /** Milliseconds after which the suite, and not the client, gave up a request without a response. */
  readonly gaveUpAfter: number | undefined;
}

/** What runs of this process share. */
interface ProcessState {
  /** Settles when the last run is over. */
  queue: Promise<unknown>;
  runs: number;
  /** Clients that wait by a clock that the suite cannot move: they are asked to wait for less. */
  readonly withOwnClock: WeakSet<CreateConnection>;
  /** Tokens of runs that never settled; their late requests get no response. */
  readonly unsettledTokens: Set<string>;
}

/**
 * A run replaces globals of the process, so runs take turns in the process, and not only in this copy of the module:
 * the one state that cannot be in an object of a run.
 */
function processState(): ProcessState {
  const key = Symbol.for('external-connection-testkit.suite');
  const holder = globalThis as { [key]?: ProcessState };
  holder[key] ??= { queue: Promise.resolve(), runs: 0, withOwnClock: new WeakSet(), unsettledTokens: new Set() };
  return holder[key];
}

/** More requests than that belong to a client that never ends; waiting for a schema takes many. */
const maxRequests = { usually: 60, withSchema: 400 } as const;

/** Runs the client in one situation, after every run that was started before. */
export function recordRun(situation: SituationData, client: CreateConnection, options: SuiteOptions): Promise<Run> {
  const state = processState();
  const run = state.queue.then(() => recordAlone(situation, client, { options, state }));
  state.queue = run.catch(() => {});
  return run;
}

interface RunOptions {
  readonly options: SuiteOptions;
  readonly state: ProcessState;
}

async function recordAlone(
  situation: SituationData,
  client: CreateConnection,
  { options, state }: RunOptions,
): Promise<Run> {
  state.runs += 1;
  const name = `${situation.key} ${state.runs}`;
  const tokens = createCanaryTokens(claimsOf(situation), renewedClaimsOf(situation), name);
  const crashes = captureCrashes();
  const output = captureOutput(tokens.isIn);
  const connection = await connect[options.over ?? 'memory']({
    emulator: situation.emulator,
    graphUrl: situation.graphUrl,
    tokens,
    maxRequests: options.registersSchema ? maxRequests.withSchema : maxRequests.usually,
    isForeign: (headers) => state.unsettledTokens.has(bearerOf(headers)),
  });
  const { graphUrl, transport } = connection;
  const ended = new AbortController();
  try {
    const input = inputOf(connection, {
      accessToken: tokens.current,
      signal: ended.signal,
      version: options.version ?? situation.version ?? 'v1.0',
    });
    const handed = connectionsOf(situation).map((one) => handedTo(options, one));
    prepare(situation, connection, { handed, isSlow: () => connection.isSlow || state.withOwnClock.has(client) });
    const before = countResources();
    const calls = handed.map((one) => startCall(one, { client, input, connection, adds: options.adds }));
    const advanced = { ...connection, before, timeoutMs: options.timeoutMs, onCrash: crashes.add };
    const gaveUpAfter = await advance({
      ...advanced,
      isSettled: () => calls.every(({ current }) => current.ending.kind !== 'pending'),
      hasCrashed: () => crashes.crashes.length > 0,
      onOwnClock: () => state.withOwnClock.add(client),
    });
    const finished = calls.map(({ current }) => current);
    transport.close();
    if (finished.some(({ ending }) => ending.kind === 'pending')) {
      for (const token of tokens.all) state.unsettledTokens.add(token);
    }
    await advanceAfterwards(advanced);
    return {
      situation,
      options,
      graphUrl,
      tokens,
      calls: finished,
      requests: [...transport.requests],
      blockedHosts: transport.blockedHosts,
      prints: output.prints,
      crashes: crashes.crashes,
      isEndless: transport.isExhausted,
      gaveUpAfter,
    };
  } finally {
    ended.abort();
    await connection.close();
    output.stop();
    crashes.stop();
  }
}

function bearerOf(headers: Headers): string {
  return headers.get('authorization')?.replace(/^bearer +/i, '') ?? '';
}

function inputOf(
  { graphUrl, clock, sleep }: Connection,
  rest: Pick<ClientInput, 'accessToken' | 'signal' | 'version'>,
): Omit<ClientInput, 'connection'> {
  return {
    graphUrl,
    sleep: async (milliseconds) => void (await sleep(milliseconds)),
    now: () => new Date(clock.now()),
    ...rest,
  };
}

interface Arrangement {
  readonly handed: readonly LiveCreateExternalConnection[];
  readonly isSlow: () => boolean;
}

function prepare(situation: SituationData, { transport, clock }: Connection, { handed, isSlow }: Arrangement): void {
  const [connection] = handed;
  if (!connection) return;
  const seconds = (count: number) => (isSlow() ? Math.min(count, 1) : count);
  situation.prepare?.({ emulator: transport.emulator, connection, now: clock.now, seconds });
}

interface Caller {
  readonly client: CreateConnection;
  readonly input: Omit<ClientInput, 'connection'>;
  readonly connection: Connection;
  readonly adds: SuiteOptions['adds'];
}

/** The properties that the client takes, and does not add itself. */
function handedTo({ takes, adds = {} }: SuiteOptions, connection: LiveCreateExternalConnection) {
  const isTaken = (name: string) => (takes ? takes.some((one) => one === name) : !(name in adds));
  const entries = Object.entries(connection).filter(([name]) => isTaken(name));
  // The suite requires id and name of no client: one that makes them up cannot take them.
  return copyOf(Object.fromEntries(entries) as unknown as LiveCreateExternalConnection);
}

/** Calls the client. `current` is replaced when the call ends. */
function startCall(
  handed: LiveCreateExternalConnection,
  { client, input, connection, adds }: Caller,
): { current: Call } {
  const given = copyOf(handed);
  const call: { current: Call } = {
    current: { wanted: { ...handed, ...adds }, handed, given, ending: { kind: 'pending' }, known: [] },
  };
  const end = (ending: Ending) => {
    const known = connection.transport.requests.filter(({ response }) => response);
    call.current = { ...call.current, ending, known };
  };
  const calling = async () => client({ ...input, connection: given });
  calling().then(
    (value) => end({ kind: 'resolved', value }),
    (error: unknown) => end({ kind: 'rejected', error }),
  );
  return call;
}

/** Not structuredClone: in the sandbox of jest, its objects have other prototypes than all other objects there. */
function copyOf(connection: LiveCreateExternalConnection): LiveCreateExternalConnection {
  return JSON.parse(JSON.stringify(connection));
}
