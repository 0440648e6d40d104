import { createRedactor, type Redactor } from '../../emulator/redact.ts';
import { emulatedProvider } from './emulated-provider.ts';
import { playPacts } from './play-pacts.ts';
import { remoteProvider } from './remote-provider.ts';
import { VerificationError, type VerificationResults } from './verification-results.ts';
import { settingsOf, type VerifyOptions, type VerifySettings } from './verify-options.ts';
import { verifyTenant } from './verify-tenant.ts';
import { withStates } from './with-states.ts';

/**
 * Lets Pact's own Verifier play each interaction of the pacts against a provider: an emulator, or whatever listens at
 * a base URL. Before each, the provider is brought into the states of the interaction. The Verifier runs in a process
 * of its own, so that it neither prints nor hangs in this one.
 *
 * With an `accessToken`, and without a way to set up states, the provider is a tenant of Graph: only what is safe there
 * takes place, on connections that the run creates and deletes; connections that were there before are left alone.
 *
 * @returns what became of each interaction.
 * @throws TypeError naming the option when one cannot be used, or nothing listens at one that is a URL.
 * @throws VerificationError when an interaction fails that is not pending; its `results` are complete.
 * @throws PublicationError when the broker does not accept every result; its `results` are complete.
 * @throws Error when there is nothing to verify, or the broker or Pact itself fails.
 * @example
 * ```ts
 * import { createEmulator } from 'external-connection-testkit/emulator';
 * import { verifyProvider } from 'external-connection-testkit/pact';
 *
 * const { totals } = await verifyProvider({
 *   emulator: createEmulator({ profile: 'live' }),
 *   pacts: ['pacts/external-connection-testkit-microsoft-graph-external-connections-v1.0.json'],
 * });
 * totals.failed; // 0
 * ```
 */
export async function verifyProvider(options: VerifyOptions): Promise<VerificationResults> {
  const settings = settingsOf(options, 'verifyProvider');
  const { accessToken, broker } = settings;
  const redactor = createRedactor(accessToken, broker?.token, broker?.password);
  try {
    const results = redactor.value(await resultsFor(settings, redactor));
    if (results.totals.failed > 0) throw new VerificationError(results, settings.graphUrl ?? 'the emulator');
    return results;
  } catch (error) {
    throw withoutSecrets(error, redactor);
  }
}

function resultsFor(settings: VerifySettings, redactor: Redactor): Promise<VerificationResults> {
  const { emulator, graphUrl = '' } = settings;
  if (emulator) return playPacts(withStates(emulatedProvider(emulator, settings), settings), settings, { redactor });
  if (settings.isTenant) return verifyTenant(settings, redactor);
  return playPacts(withStates(remoteProvider({ ...settings, graphUrl }), settings), settings, { redactor });
}

function withoutSecrets(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof Error)) return error;
  for (const member of ['message', 'stack'] as const) {
    const value = redactor.value(error[member]);
    // An error of the platform, such as that of an aborted signal, cannot be written to.
    if (value !== error[member]) Object.defineProperty(error, member, { value });
  }
  return error;
}
