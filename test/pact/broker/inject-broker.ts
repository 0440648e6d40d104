import { inject } from 'vitest';
import type { BasicCredentials } from './start-broker.ts';

/** What the set-up of the vitest project provides. */
export interface ProvidedBroker {
  readonly url: string;
  /** Whether it is the broker at `PACT_BROKER_BASE_URL`, which remembers other runs. */
  readonly isNamed: boolean;
  readonly token?: string;
  readonly writer?: BasicCredentials;
  readonly reader?: BasicCredentials;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly broker: ProvidedBroker;
    readonly authentication: 'none' | 'basic';
  }
}

/** A broker with credentials, in each form that a client of it takes. */
export interface Broker {
  /** Without a slash at its end. */
  readonly url: string;
  /** Options of `verifyProvider`. */
  readonly credentials: { readonly token: string } | BasicCredentials | Record<string, never>;
  /** The variables of Pact's commands: URL, credentials, no retries, no tracking. */
  readonly env: Readonly<Record<string, string>>;
  /** The header of a request. */
  readonly authorization: string | undefined;
}

/** Returns the broker of this vitest project, with credentials that may write. */
export function injectBroker(): Broker {
  const { url, token, writer } = inject('broker');
  return brokerAt(url, token === undefined ? (writer ?? {}) : { token });
}

/** Returns a broker as a client with these credentials uses it. */
export function brokerAt(url: string, credentials: Broker['credentials']): Broker {
  const env = { PACT_BROKER_BASE_URL: url, PACT_BROKER_HTTP_RETRIES: '0', PACT_DO_NOT_TRACK: 'true' };
  if ('token' in credentials) {
    const { token } = credentials;
    return { url, credentials, env: { ...env, PACT_BROKER_TOKEN: token }, authorization: `Bearer ${token}` };
  }
  if ('username' in credentials) {
    const { username, password } = credentials;
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    const variables = { PACT_BROKER_USERNAME: username, PACT_BROKER_PASSWORD: password };
    return { url, credentials, env: { ...env, ...variables }, authorization: `Basic ${pair}` };
  }
  return { url, credentials, env, authorization: undefined };
}

const run = Date.now().toString(36);

/** Returns names of a consumer and a provider that no other test uses. Both contain spaces. */
export function partiesOf(test: string) {
  return { consumer: `${test} connector ${run}`, provider: `${test} provider ${run}` };
}
