import { faults } from '../emulator/index.ts';
import { asRecord, parseJson } from '../rules/index.ts';
import { createMocks, type Mocks, readMocks } from '../server/mocks.ts';
import { advance, advanceAfterwards, countResources } from './advance.ts';
import { captureNothing, captureProcess, type Print } from './capture.ts';
import { isCommandClient } from './command/command-client.ts';
import { CannotRunError } from './command/command-error.ts';
import type { RunningCommand } from './command/start-command.ts';
import type { Trust } from './connection.ts';
import {
  type ChildProcessInput,
  type ClientInput,
  copyOf,
  handedTo,
  type SuiteClient,
  type SuiteOptions,
  startCall,
} from './options.ts';
import { claimsFor, connectionsOf, prepareSituation, type SituationData } from './situations/situation.ts';
import { createCanaryTokens, isCreate, type SentRequest } from './transport.ts';

/** The record of a client in one situation. */
export type Run = Awaited<ReturnType<typeof recordAlone>>;

/** One call of the client. */
export type ClientCall = Run['calls'][number];

/** What runs of this process share. */
function createProcessState() {
  return {
    /** Settles when the last run is over. */
    queue: Promise.resolve<unknown>(undefined),
    runs: 0,
    /** Clients that wait by a clock that the suite cannot move: they are asked to wait for less. */
    withOwnClock: new WeakSet<SuiteClient>(),
    /** Tokens of runs that never settled; their late requests get no response. */
    unsettledTokens: new Set<string>(),
    /** What the token endpoint has issued: a client may keep a token from run to run, as MSAL does. */
    issuedTokens: new Set<string>(),
    /** What programs trust, once one has needed it. */
    trusts: new Map<'proxy' | 'server', Promise<Trust>>(),
    /** What clients create that take no input. */
    learned: new WeakMap<SuiteClient, Promise<Pick<SuiteOptions, 'adds'>>>(),
    /** Sentences about mocks that were printed. */
    notes: new Set<string>(),
  };
}

type ProcessState = ReturnType<typeof createProcessState>;

/**
 * A run replaces globals of the process, so runs take turns in the process, and not only in this copy of the module:
 * the one state that cannot be in an object of a run.
 */
export function processState(): ProcessState {
  const key = Symbol.for('external-connection-testkit.suite');
  const holder = globalThis as { [key]?: ProcessState };
  holder[key] ??= createProcessState();
  return holder[key];
}

/** More requests than that belong to a client that never ends; waiting for a schema takes many. */
const maxRequests = { usually: 60, withSchema: 400 } as const;

/**
 * Runs the client in one situation, after every run that was started before. The run of a command captures nothing of
 * this process: several may go on at once.
 */
export function recordRun(situation: SituationData, client: SuiteClient, options: SuiteOptions): Promise<Run> {
  const state = processState();
  const record = () => recordAlone(situation, client, options);
  if (isCommandClient(client)) return record();
  const run = state.queue.then(record);
  state.queue = run.catch(() => {});
  return run;
}

async function recordAlone(situation: SituationData, client: SuiteClient, options: SuiteOptions) {
  const state = processState();
  state.runs += 1;
  const tokens = createCanaryTokens(claimsFor(situation, options.roles), `${situation.key} ${state.runs}`);
  const isOutside = isCommandClient(client);
  const handed = (await connectionsOf(situation)).map((one) => handedTo(options, one));
  const {
    over = isOutside ? 'http' : 'memory',
    profile = 'live',
    version = situation.version ?? 'v1.0',
    timeoutMs,
  } = options;
  const isSlow = over !== 'memory';
  const seconds = (count: number) => (isSlow || state.withOwnClock.has(client) ? Math.min(count, 1) : count);
  // Loaded when a client runs: it brings node:http.
  const { connect } = await import('./connection.ts');
  const connection = await connect[over]({
    emulator: { profile, ...situation.emulator?.(seconds) },
    graphUrl: situation.graphUrl,
    isOutside,
    trusts: state.trusts,
    tls: options.tls,
    allow: options.allow,
    mocks: options.mocks === undefined ? undefined : await mocksIn(options.mocks, state),
    tokens,
    issuedTokens: state.issuedTokens,
    maxRequests: options.registersSchema ? maxRequests.withSchema : maxRequests.usually,
    unsettledTokens: state.unsettledTokens,
  });
  const { graphUrl, transport, clock, sleep } = connection;
  const captured = isOutside ? captureNothing() : captureProcess(tokens.isIn);
  const ended = new AbortController();
  const commands: RunningCommand[] = [];
  try {
    const now = () => new Date(clock.now());
    const input = { graphUrl, sleep, now, version, accessToken: tokens.current, signal: ended.signal };
    const wantedOf = (one: ClientInput['connection']) => copyOf({ ...one, ...options.adds });
    const [first] = handed.map(wantedOf);
    const { emulator } = transport;
    if (first) prepareSituation(situation, { emulator, faults, connection: first, now: clock.now, seconds });
    const before = countResources();
    const child = { env: connection.env(input), print: printTo(captured.prints, tokens.isIn) };
    const call = async (given: ClientInput['connection']) => {
      if (!isCommandClient(client)) return client({ ...input, connection: given }, child);
      const running = client.start({ ...input, connection: given }, child);
      commands.push(running);
      return running.result;
    };
    const calls = handed.map((one) => startCall(one, call, transport.requests));
    const hasExited = Promise.all(commands.map(({ exited }) => exited));
    if (isOutside) void hasExited.then(transport.close);
    const advanced = {
      ...connection,
      isSlow,
      before,
      isOutside,
      timeoutMs,
      onCrash: captured.addCrash,
      isSettled: () => calls.every(({ ending }) => ending.kind !== 'pending'),
      hasCrashed: () => captured.crashes.length > 0,
      onOwnClock: () => state.withOwnClock.add(client),
    };
    const gaveUpAfter = await advance(advanced);
    // As they are now: one may end later.
    const finished = calls.map((one) => ({
      ...one,
      /** The connection to create, with the properties that the client adds. */
      wanted: withOwnId(wantedOf(one.handed), transport.requests),
    }));
    transport.close();
    if (finished.some(({ ending }) => ending.kind === 'pending')) {
      for (const token of tokens.all) if (!state.issuedTokens.has(token)) state.unsettledTokens.add(token);
    }
    const left = await Promise.all(commands.map((one) => one.end()));
    if (!isOutside) await advanceAfterwards(advanced);
    for (const { ending } of finished) if (ending.reported instanceof CannotRunError) throw ending.reported;
    return {
      situation,
      options,
      graphUrl,
      /** Whether waiting took real time. */
      isSlow,
      tokens,
      calls: finished,
      ...transport,
      ...captured,
      // Late ones of a client that never settled do not count.
      requests: [...transport.requests],
      /** What a command left running. */
      left: left.flat(),
      /** Milliseconds after which the suite, and not the client, gave up a request without a response. */
      gaveUpAfter,
    };
  } finally {
    ended.abort();
    await connection.close();
    captured.stop();
  }
}

/** The connection to create, with the id that the client made up where it was given none. */
function withOwnId(wanted: ClientInput['connection'], requests: readonly SentRequest[]): ClientInput['connection'] {
  if (Object.hasOwn(wanted, 'id')) return wanted;
  const bodies = requests.filter(isCreate).map(({ text }) => asRecord(parseJson(text)));
  const body = bodies.find((one) => one?.name === wanted.name) ?? bodies[0];
  const [looked] = requests.flatMap(({ target }) =>
    target.kind === 'operation' ? (target.ids.connectionId ?? []) : [],
  );
  return { ...wanted, id: String(body?.id ?? looked ?? '') };
}

/** Characters before a text that are searched again with it: a token may have been printed in two parts. */
const overlap = 4096;

/** Records what another process prints where that contains a token. */
function printTo(prints: Print[], isSecret: (text: string) => boolean): ChildProcessInput['print'] {
  const before = new Map<string, string>();
  return (to, text) => {
    const recent = (before.get(to) ?? '') + text;
    before.set(to, recent.slice(-overlap));
    if (prints.length === 0 && isSecret(recent)) prints.push({ to, text: recent, isSecret: true });
  };
}

async function mocksIn(file: string, { notes }: ProcessState): Promise<Mocks> {
  return createMocks(await readMocks(file), (note) => {
    if (notes.has(note)) return;
    notes.add(note);
    process.stderr.write(`${note}\n`);
  });
}
