import type { Credentials } from './double/authorization.ts';
import { type BrokerExchange, startBroker } from './double/start-broker.ts';

const { PACT_BROKER_BASE_URL, PACT_BROKER_TOKEN, PACT_BROKER_USERNAME, PACT_BROKER_PASSWORD } = process.env;

/** Whether the tests talk to the double: no real broker is named in the environment. */
export const isDouble = PACT_BROKER_BASE_URL === undefined;

/** The token of the double. It is to be seen nowhere. */
export const canary = 'canary-7c1f0a9e-broker-token';

/** The broker that the tests of this run talk to. */
export interface BrokerAtHand {
  /** Without a slash at its end. */
  readonly url: string;
  /** What the clients of the broker find in their environment: address, credentials, one try, no tracking. */
  readonly env: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  /** The header Authorization for a request of one's own. */
  readonly authorization: string;
  /** What the double was asked; empty for a real broker. */
  readonly exchanges: readonly BrokerExchange[];
  close(): Promise<void>;
}

const quiet = { PACT_DO_NOT_TRACK: 'true', PACT_BROKER_HTTP_RETRIES: '0' };

/** A double of the tests' own; the broker at `PACT_BROKER_BASE_URL` where there is one. */
export async function brokerAtHand(): Promise<BrokerAtHand> {
  if (PACT_BROKER_BASE_URL !== undefined) return realBroker(PACT_BROKER_BASE_URL);
  const { url, exchanges, close } = await startBroker({ token: canary });
  const env = { ...quiet, PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: canary };
  return { url, env, credentials: { token: canary }, authorization: `Bearer ${canary}`, exchanges, close };
}

function realBroker(url: string): BrokerAtHand {
  const pair = Buffer.from(`${PACT_BROKER_USERNAME}:${PACT_BROKER_PASSWORD ?? ''}`).toString('base64');
  return {
    url: url.replace(/\/$/, ''),
    // The rest is in the environment already.
    env: quiet,
    credentials:
      PACT_BROKER_TOKEN !== undefined
        ? { token: PACT_BROKER_TOKEN }
        : { ...(PACT_BROKER_USERNAME && { username: PACT_BROKER_USERNAME, password: PACT_BROKER_PASSWORD ?? '' }) },
    authorization: PACT_BROKER_TOKEN === undefined ? `Basic ${pair}` : `Bearer ${PACT_BROKER_TOKEN}`,
    exchanges: [],
    close: async () => {},
  };
}

/** Tells the names of one run from those of another: a real broker remembers. */
const run = isDouble ? '' : ` ${Date.now().toString(36)}`;

/** A consumer and a provider that no other test has to do with; blanks in both. */
export function partiesOf(test: string) {
  return { consumer: `${test} connector${run}`, provider: `${test} provider${run}` };
}
