import type { ApiVersion } from '../rules/index.ts';
import type { LiveCreateExternalConnection } from '../schemas/index.ts';

/** What a client is given. It needs the first three; the others are for code that takes them. */
export interface ClientInput {
  /** The root of Microsoft Graph without a version, such as `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  /** The bearer token, for this one connection. */
  readonly accessToken: string;
  /** What to create: a copy of the client's own. */
  readonly connection: LiveCreateExternalConnection;
  /** Which version to use, by a client that can use either. */
  readonly version: ApiVersion;
  /** Waits so many milliseconds of the clock that the suite measures by. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** That clock. */
  readonly now: () => Date;
  /** Aborts when the suite waits no longer. */
  readonly signal: AbortSignal;
}

/** The code under test: creates the connection. What it returns is its own affair, as long as it hides no failure. */
export type CreateConnection = (input: ClientInput) => Promise<unknown>;

/**
 * What a client promises, and where it is tested. Whatever is not promised is left to the client; what is promised is
 * demanded.
 */
export interface SuiteOptions {
  /**
   * What is tried again: `never` anything; `throttling`: 429; `outages`: also 503 and 504, as Microsoft's own client
   * does. Default: the client may do as it likes.
   */
  readonly retries?: 'never' | 'throttling' | 'outages';
  /**
   * What a connection that is there already means: `accepts`: success; `rejects`: a failure; `updates` and `replaces`:
   * success, after a PATCH, or after a DELETE and another create. Default: success or failure; a DELETE is blamed.
   */
  readonly duplicate?: 'accepts' | 'rejects' | 'updates' | 'replaces';
  /** Milliseconds after which the client gives up an answer that does not come. Default: it may wait for ever. */
  readonly timeout?: number;
  /** The version that every request uses. Default: either. */
  readonly version?: ApiVersion;
  /**
   * Whether no error holds the token, not even where an HTTP library such as axios, got, ky or ofetch put it. Default
   * false: that is told, and not blamed.
   */
  readonly cleanErrors?: boolean;
  /**
   * How the client reaches the suite. `memory`: `fetch`, `node:http` and `node:https` are led to it, at Graph's own
   * URL, and waiting takes no time. `http`: a server on this machine, for clients that are seen by neither, such as
   * undici, node:http2 or another process; waiting takes its time. Default `memory`.
   */
  readonly over?: 'memory' | 'http';
}
