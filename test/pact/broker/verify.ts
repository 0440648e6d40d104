import { createEmulator } from 'external-connection-testkit/emulator';
import {
  type InteractionResult,
  VerificationError,
  type VerificationResults,
  verifyProvider,
} from 'external-connection-testkit/pact';
import { startServer } from 'external-connection-testkit/server';
import type { Broker } from './inject-broker.ts';
import { type PactRun, runPact } from './run-pact.ts';

interface Verification {
  readonly provider: string;
  /** The version of the provider. */
  readonly version: string;
  /** Of the provider; null leaves the version without a branch. Default: main. */
  readonly branch?: string | null;
  /** Of the provider version. */
  readonly tags?: readonly string[];
  /** Default: the newest pact of each consumer's main branch. */
  readonly selectors?: readonly object[];
  readonly pending?: boolean;
  readonly wipSince?: string;
  /** The id of a connection that exists: the emulator refuses to create it with 409. */
  readonly existingId?: string;
  /** Of the verification, in milliseconds. Default: 120,000. */
  readonly timeout?: number;
}

/** The end of a verification. */
export interface VerificationRun {
  /** Whether it rejected with a VerificationError. */
  readonly failed: boolean;
  /** The outcome of each interaction, by its description. */
  readonly outcomes: Readonly<Record<string, InteractionResult['outcome']>>;
  /** The results, and the error if there is one, as text. */
  readonly output: string;
}

/** Verifies pacts of the broker against an emulator with the kit, and publishes the results. */
export async function verify(broker: Broker, verification: Verification): Promise<VerificationRun> {
  const { provider, version, branch = 'main', tags = [], selectors = [{ mainBranch: true }] } = verification;
  const { pending, wipSince, timeout = 120_000 } = verification;
  const emulator = createEmulator({ profile: 'live' });
  if (verification.existingId !== undefined) emulator.put({ id: verification.existingId, name: 'Contoso HR' });
  const run = verifyProvider({
    emulator,
    provider,
    timeoutMs: timeout,
    // The pacts have no states.
    setUpState: () => undefined,
    broker: {
      url: broker.url,
      ...broker.credentials,
      selectors,
      ...(pending !== undefined && { pending }),
      ...(wipSince !== undefined && { wipSince }),
      publish: { version, tags, ...(branch !== null && { branch }) },
    },
  });
  return run.then(
    (results) => ({ failed: false, outcomes: outcomesOf(results), output: JSON.stringify(results) }),
    (error) => {
      if (!(error instanceof VerificationError)) throw error;
      return { failed: true, outcomes: outcomesOf(error.results), output: `${error.stack}${JSON.stringify(error)}` };
    },
  );
}

function outcomesOf({ interactions }: VerificationResults): VerificationRun['outcomes'] {
  return Object.fromEntries(interactions.map(({ description, outcome }) => [description, outcome]));
}

interface CommandVerification {
  readonly provider: string;
  readonly version: string;
  readonly branch: string;
  readonly selector: object;
}

/** Verifies pacts of the broker against a server with Pact's own command, and publishes the results. */
export async function verifyByCommand(broker: Broker, verification: CommandVerification): Promise<PactRun> {
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
