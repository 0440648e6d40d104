import { type ApiVersion, apiVersions, once, type Profile, profiles } from '../rules/index.ts';
import {
  badOption,
  createExternalConnectionSchema,
  type LiveCreateExternalConnection,
  option,
  reader,
  readOptions,
} from '../schemas/index.ts';
import { allSituations } from './situations/index.ts';
import type { SentRequest } from './transport.ts';

/** What a client gets. It needs the first three properties; the others are for code that accepts them. */
export interface ClientInput {
  /** The root of Microsoft Graph without a version, such as `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  /** The bearer token for this one connection. */
  readonly accessToken: string;
  /** The connection to create: a copy for this call. */
  readonly connection: LiveCreateExternalConnection;
  /** The version to use, for a client that can use either. */
  readonly version: ApiVersion;
  /** Waits so many milliseconds of the clock that the suite measures by. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** The time of that clock. */
  readonly now: () => Date;
  /** Aborts when the suite stops waiting. */
  readonly signal: AbortSignal;
}

/** The code under test: creates the connection. It may return anything, as long as it does not hide a failure. */
export type CreateConnection = (input: ClientInput) => Promise<unknown>;

/** What a client needs that starts a process of its own, which then sends the requests. */
export interface ChildProcessInput {
  /** The environment variables by which the process reaches the suite. Merge them with those of this process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reports what the process printed to `stdout` or `stderr`, so that it is searched for the token. */
  readonly print: (stream: string, text: string) => void;
}

/** A client as the suite calls it: most use the first argument alone. */
export type SuiteClient = (input: ClientInput, child: ChildProcessInput) => Promise<unknown>;

/**
 * What a client promises, and how it is run. The suite checks every promise; what is not promised is left to the
 * client.
 */
export interface SuiteOptions {
  /**
   * The properties of the client's own signature, such as `['id', 'name', 'description']`: situations hand it no
   * others, and expect no others. `'none'`: it is a whole program, which creates a connection of its own and goes on; a
   * first run shows which. Default: every property.
   */
  readonly takes?: readonly (keyof LiveCreateExternalConnection)[] | 'none';
  /**
   * The properties that the client adds to every create, with their values: expected exactly so, and not handed to it
   * unless it takes them too. Default: none.
   */
  readonly adds?: Partial<LiveCreateExternalConnection>;
  /** The keys of situations that do not apply, such as `create.nationalCloud`: their run resolves with `{ skipped }`. */
  readonly skip?: readonly string[];
  /**
   * Whether the client goes on after the create: it registers a schema, perhaps waits for it, loads items and groups.
   * Those requests are its own, and it gets the `schema.*` situations. Default false.
   */
  readonly registersSchema?: boolean;
  /**
   * What is retried: `never`: nothing; `throttling`: 429; `outages`: also 503 and 504, as Microsoft's own client does.
   * Default: the client may do either.
   */
  readonly retries?: 'never' | 'throttling' | 'outages';
  /**
   * What a connection that already exists means: `accepts`: success; `rejects`: a failure; `updates` and `replaces`:
   * success, after a PATCH, or after a DELETE and another create. Default: success or failure; a DELETE of what the client has
   * not created is a finding.
   */
  readonly duplicate?: 'accepts' | 'rejects' | 'updates' | 'replaces';
  /** Milliseconds after which the client gives up a response that does not come. Default: it may wait forever. */
  readonly timeoutMs?: number;
  /** The version that every request uses. Default: either. */
  readonly version?: ApiVersion;
  /** What the service enforces: see `createEmulator`. Default `live`. */
  readonly profile?: Profile;
  /**
   * Whether no error contains the token, not even where an HTTP library such as axios put it.
   * Default false: that is reported as advice, not as a finding.
   */
  readonly cleanErrors?: boolean;
  /**
   * How the client reaches the suite. `memory`: `fetch`, `node:http` and `node:https` are replaced, Graph has its own
   * URL, and waiting takes no time. `http`: a server on this machine, for clients that use none of them, such as
   * undici, node:http2 or another process; waiting takes real time. `proxy`: an HTTPS proxy on this machine in place of
   * Graph and its token endpoint, for programs that name their hosts: the client gets the environment variables for
   * them in its second argument. Default `memory`; of a `commandClient`, `http`.
   */
  readonly over?: 'memory' | 'http' | 'proxy';
  /**
   * Whether the server of `over: 'http'` has TLS; the client gets the variables by which runtimes trust it in its second
   * argument. Default false.
   */
  readonly tls?: boolean;
  /** Hosts that the proxy lets through, such as `api.contoso.com` or `*.contoso.com`. Default: none. */
  readonly allow?: readonly string[];
  /** The roles of the token. Default: those that creating connections and items needs. */
  readonly roles?: readonly string[];
  /**
   * A mocks file of Dev Proxy with responses to other requests to Graph, such as GET /users. Default: those get what the
   * emulator responds.
   */
  readonly mocks?: string;
}

const properties = once(() => Object.keys(createExternalConnectionSchema(reader).shape));

const isNotEmpty = (list: unknown) => Array.isArray(list) && list.length > 0;
const keys = option.someOf(
  allSituations.map(({ key }) => key),
  'a list of keys of situations, such as ["create.nationalCloud"]',
);
const texts = option.array(option.text('a text', /./), 'a list of texts');

const suiteOptions = once(
  () =>
    ({
      takes: {
        ...option.where(
          (value) => value === 'none' || (isNotEmpty(value) && option.someOf(properties(), '').isAllowed(value)),
          `a list with at least one of ${properties().join(', ')}, or "none"`,
        ),
        names: properties(),
      },
      adds: option.record('an object with properties of a connection, such as { activitySettings: … }'),
      skip: keys,
      registersSchema: option.flag(),
      retries: option.oneOf(['never', 'throttling', 'outages']),
      duplicate: option.oneOf(['accepts', 'rejects', 'updates', 'replaces']),
      timeoutMs: option.where((value) => typeof value === 'number' && value > 0, 'a number of milliseconds above 0'),
      version: option.oneOf(apiVersions),
      profile: option.oneOf(profiles),
      cleanErrors: option.flag(),
      over: option.oneOf(['memory', 'http', 'proxy']),
      tls: option.flag(),
      allow: texts,
      roles: texts,
      mocks: option.text('the path of a mocks file', /./),
    }) satisfies Readonly<Record<keyof SuiteOptions, unknown>>,
);

/** The options of a run of the whole suite. */
export const runOptions = once(() => ({
  ...suiteOptions(),
  only: { ...keys, ...option.where((value) => isNotEmpty(value) && keys.isAllowed(value), keys.use) },
  jobs: option.wholeNumber(1),
  onSituation: option.function('a function that takes the report of a situation'),
}));

export const describeOptions = once(() => ({
  ...suiteOptions(),
  onReport: option.function('a function that takes the report of the suite'),
}));

/**
 * Returns when the client is a function and every option can be used.
 *
 * @param of the function that takes them, as a user writes it: `runSuite`.
 * @param allowed the options that it has. Default: those of a situation.
 * @throws TypeError naming the option, its value and the fix; for an unknown option, the nearest name.
 */
export function requireOptions(of: string, client: unknown, options: unknown, allowed = suiteOptions()): void {
  if (typeof client !== 'function') {
    throw badOption('client', client, 'a function of { graphUrl, accessToken, connection } that returns a promise');
  }
  const { adds, over } = readOptions(of, allowed, options);
  readOptions(of, Object.fromEntries(properties().map((name) => [name, option.any()])), adds, 'adds');
  if ('start' in client && over === 'memory') {
    throw badOption('over', over, '"http" or "proxy" for a command, which is another process');
  }
}

/** How a call of the client ended. */
export interface Ending {
  readonly kind: 'resolved' | 'rejected' | 'pending';
  /** What was returned or thrown. */
  readonly reported?: unknown;
}

/** The properties of a connection that the client takes, and does not add itself. */
export function handedTo({ takes, adds = {} }: SuiteOptions, connection: LiveCreateExternalConnection) {
  const isTaken = (name: string) => (takes ? takes !== 'none' && takes.some((one) => one === name) : !(name in adds));
  const entries = Object.entries(connection).filter(([name]) => isTaken(name));
  // The suite requires id and name of no client: one that makes them up cannot take them.
  return copyOf(Object.fromEntries(entries) as unknown as LiveCreateExternalConnection);
}

/**
 * Calls the client. The call gets its ending when it ends.
 *
 * @param requests the requests so far.
 */
export function startCall(
  handed: LiveCreateExternalConnection,
  call: (connection: LiveCreateExternalConnection) => Promise<unknown>,
  requests: readonly SentRequest[],
) {
  const started = {
    /** The connection that the client was given, as it was. */
    handed,
    /** The same, as the client left it. */
    given: copyOf(handed),
    ending: { kind: 'pending' } as Ending,
    /** The requests that had a response when the call ended. */
    known: [] as readonly SentRequest[],
  };
  const end = (kind: Ending['kind']) => (reported: unknown) =>
    Object.assign(started, { ending: { kind, reported }, known: requests.filter(({ response }) => response) });
  call(started.given).then(end('resolved'), end('rejected'));
  return started;
}

/** Not structuredClone: in the sandbox of jest, its objects have other prototypes than all other objects there. */
export function copyOf(connection: LiveCreateExternalConnection): LiveCreateExternalConnection {
  return JSON.parse(JSON.stringify(connection));
}
