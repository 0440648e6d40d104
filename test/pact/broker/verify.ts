import { createEmulator } from 'external-connection-testkit/emulator';
import {
  type InteractionResult,
  VerificationError,
  type VerificationResults,
  verifyProvider,
} from 'external-connection-testkit/pact';
import { startServer } from 'external-connection-testkit/server';
import type { BrokerAtHand } from './broker-at-hand.ts';
import { type PactRun, runPact } from './run-pact.ts';

interface Verification {
  readonly provider: string;
  /** The version of the provider. */
  readonly version: string;
  /** Default: the newest pact of each consumer's main branch. */
  readonly selectors?: readonly object[];
  readonly pending?: boolean;
  readonly wipSince?: string;
  /** The id of a connection that the provider has already: it answers 409 to a create of it. */
  readonly taken?: string;
}

/** What became of a verification. */
export interface Verified {
  /** Whether it rejected, as a failed build. */
  readonly failed: boolean;
  /** What became of each interaction, by its description. */
  readonly outcomes: Readonly<Record<string, InteractionResult['outcome']>>;
  /** Everything that it told. */
  readonly output: string;
}

/** The kit's own verification, from the broker to an emulator and back with the results, as a version on the branch main. */
export async function verify(broker: BrokerAtHand, verification: Verification): Promise<Verified> {
  const { provider, version, selectors = [{ mainBranch: true }], pending, wipSince, taken } = verification;
  const emulator = createEmulator({ profile: 'live' });
  if (taken !== undefined) emulator.put({ id: taken, name: 'Taken' });
  const verified = verifyProvider({
    emulator,
    provider,
    // The pacts have no states; the tenant is to stay as it is.
    setUpState: () => undefined,
    broker: {
      url: broker.url,
      ...broker.credentials,
      selectors,
      ...(pending !== undefined && { pending }),
      ...(wipSince !== undefined && { wipSince }),
      publish: { version, branch: 'main' },
    },
  });
  return verified.then(
    (results) => ({ failed: false, outcomes: outcomesOf(results), output: JSON.stringify(results) }),
    (error) => {
      if (!(error instanceof VerificationError)) throw error;
      return { failed: true, outcomes: outcomesOf(error.results), output: `${error.stack}${JSON.stringify(error)}` };
    },
  );
}

function outcomesOf({ interactions }: VerificationResults): Verified['outcomes'] {
  return Object.fromEntries(interactions.map(({ description, outcome }) => [description, outcome]));
}

interface CommandVerification {
  readonly provider: string;
  readonly version: string;
  readonly branch: string;
  readonly selector: object;
}

/** The same with Pact's own command, against a server. */
export async function verifyByCommand(broker: BrokerAtHand, verification: CommandVerification): Promise<PactRun> {
  const { provider, version, branch, selector } = verification;
  const { url, close } = await startServer();
  try {
    return await runPact(broker, 'pact-verifier', [
      ...['--hostname', '127.0.0.1', '--port', new URL(url).port],
      ...['--provider-name', provider, '--provider-version', version, '--provider-branch', branch, '--publish'],
      ...['--consumer-version-selectors', JSON.stringify(selector), '--no-colour'],
    ]);
  } finally {
    await close();
  }
}
