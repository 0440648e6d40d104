import { createEmulator } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import type { BrokerAtHand } from './broker-at-hand.ts';
import { type PactRun, runPact } from './run-pact.ts';

interface Verification {
  readonly provider: string;
  /** The version of the provider. */
  readonly version: string;
  /** Default `main`. */
  readonly branch?: string;
  /** Default: the newest pact of each consumer's main branch. */
  readonly selectors?: readonly object[];
  /** Such as `['--enable-pending']`. */
  readonly flags?: readonly string[];
  /** The id of a connection that the provider has already. */
  readonly taken?: string;
}

/** The real Verifier, from the broker to an emulator of its own and back with the results. */
export async function verify(broker: BrokerAtHand, verification: Verification): Promise<PactRun> {
  const { provider, version, branch = 'main', selectors = [{ mainBranch: true }], flags = [], taken } = verification;
  const emulator = createEmulator();
  if (taken !== undefined) emulator.put({ id: taken, name: 'Taken' });
  const { url, close } = await startServer({ emulator });
  try {
    return await runPact(broker, 'pact-verifier', [
      ...['--hostname', '127.0.0.1', '--port', new URL(url).port],
      ...['--provider-name', provider, '--provider-version', version, '--provider-branch', branch, '--publish'],
      ...selectors.flatMap((selector) => ['--consumer-version-selectors', JSON.stringify(selector)]),
      ...['--no-colour', ...flags],
    ]);
  } finally {
    await close();
  }
}
