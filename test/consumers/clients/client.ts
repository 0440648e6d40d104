import type { LiveCreateExternalConnection } from 'external-connection-testkit';
import type { SuiteOptions } from 'external-connection-testkit/suite';

/** What a client is given: the root of Microsoft Graph without a version, the right to use it, and the connection. */
export interface ClientInput {
  readonly graphUrl: string;
  readonly accessToken: string;
  readonly connection: LiveCreateExternalConnection;
}

/** Code that creates a connection. */
export type Client = (input: ClientInput) => Promise<unknown>;

/** What a client promises, for the suite to demand, and how it can be met. */
export type Promises = SuiteOptions;
