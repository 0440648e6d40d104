import type { LiveCreateExternalConnection } from 'external-connection-testkit';

/** What a client is given: the root of Microsoft Graph without a version, the right to use it, and the connection. */
export interface ClientInput {
  readonly graphUrl: string;
  readonly accessToken: string;
  readonly connection: LiveCreateExternalConnection;
}

/** Code that creates a connection. */
export type Client = (input: ClientInput) => Promise<unknown>;

/** What a client says of itself, for the suite to demand. */
export interface Promises {
  readonly version?: 'v1.0' | 'beta';
  readonly retries?: 'never' | 'throttling';
  readonly duplicate?: 'accepts' | 'rejects';
  /** Milliseconds. */
  readonly timeout?: number;
}
