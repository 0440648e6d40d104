import type { ApiVersion } from '../rules/index.ts';
import { badOption, type LiveCreateExternalConnection } from '../schemas/index.ts';

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

/**
 * What a client promises, and how it is run. The suite checks every promise; what is not promised is left to the
 * client.
 */
export interface SuiteOptions {
  /**
   * What is retried: `never`: nothing; `throttling`: 429; `outages`: also 503 and 504, as Microsoft's own client does.
   * Default: the client may do either.
   */
  readonly retries?: 'never' | 'throttling' | 'outages';
  /**
   * What a connection that already exists means: `accepts`: success; `rejects`: a failure; `updates` and `replaces`:
   * success, after a PATCH, or after a DELETE and another create. Default: success or failure; a DELETE is a finding.
   */
  readonly duplicate?: 'accepts' | 'rejects' | 'updates' | 'replaces';
  /** Milliseconds after which the client gives up a response that does not come. Default: it may wait for ever. */
  readonly timeoutMs?: number;
  /** The version that every request uses. Default: either. */
  readonly version?: ApiVersion;
  /**
   * Whether no error contains the token, not even where an HTTP library such as axios, got, ky or ofetch put it.
   * Default false: that is reported as advice, not as a finding.
   */
  readonly cleanErrors?: boolean;
  /**
   * How the client reaches the suite. `memory`: `fetch`, `node:http` and `node:https` are replaced, Graph has its own
   * URL, and waiting takes no time. `http`: a server on this machine, for clients that use none of them, such as
   * undici, node:http2 or another process; waiting takes real time. Default `memory`.
   */
  readonly over?: 'memory' | 'http';
}

const allowed = {
  retries: ['never', 'throttling', 'outages'],
  duplicate: ['accepts', 'rejects', 'updates', 'replaces'],
  version: ['v1.0', 'beta'],
  over: ['memory', 'http'],
  cleanErrors: [true, false],
} as const;

/**
 * Returns when the client is a function and every option can be used.
 *
 * @throws TypeError naming the option, its value and the fix.
 */
export function requireOptions(client: CreateConnection, options: SuiteOptions): void {
  if (typeof client !== 'function') {
    throw badOption('client', client, 'a function of { graphUrl, accessToken, connection } that returns a promise');
  }
  for (const [name, values] of Object.entries(allowed)) {
    const value = options[name as keyof typeof allowed];
    if (value === undefined || values.some((one) => one === value)) continue;
    throw badOption(name, value, values.map((one) => JSON.stringify(one)).join(' or '));
  }
  const { timeoutMs = 1 } = options;
  if (!(timeoutMs > 0)) throw badOption('timeoutMs', timeoutMs, 'a number of milliseconds above 0');
}
