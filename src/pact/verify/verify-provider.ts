import { brokerOptionsOf } from './broker-options.ts';
import { emulatedProvider } from './emulated-provider.ts';
import type { Provider } from './provider.ts';
import { remoteProvider } from './remote-provider.ts';
import { interactionsIn, noticesIn, reportIn } from './report.ts';
import { runVerifier } from './run-verifier.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createStage } from './stage.ts';
import { VerificationError } from './verification-error.ts';
import { resultsOf, type VerificationResults } from './verification-results.ts';
import { settingsOf, type VerifyOptions, type VerifySettings } from './verify-options.ts';

/**
 * Lets Pact's own Verifier play each interaction of the pacts against a provider: an emulator, or whatever listens at
 * a base URL. Before each, the provider is brought into the states of the interaction. The Verifier runs in a process
 * of its own, so that it neither prints nor hangs in this one.
 *
 * @returns what became of each interaction.
 * @throws TypeError naming the option when one cannot be used, or nothing listens at one that is a URL.
 * @throws VerificationError when an interaction fails that is not pending; its `results` are complete.
 * @throws Error when there is nothing to verify, or the broker or Pact itself fails.
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 * import { verifyProvider } from 'external-connection-testkit/pact';
 *
 * writeFileSync('node_modules/.pact.json', JSON.stringify({
 *   consumer: { name: 'contoso-hr-connector' },
 *   provider: { name: 'graph' },
 *   interactions: [{
 *     description: 'a request for a connection that exists',
 *     providerState: 'a connection exists',
 *     request: { method: 'GET', path: '/v1.0/external/connections/none', headers: { Authorization: 'Bearer any' } },
 *     response: { status: 404 },
 *   }],
 * }));
 * const emulator = createEmulator();
 * const setUpState = () => ({});
 * const { totals } = await verifyProvider({ emulator, setUpState, pacts: ['node_modules/.pact.json'] });
 * totals.passed; // 1
 * ```
 */
export async function verifyProvider(options: VerifyOptions): Promise<VerificationResults> {
  const settings = settingsOf(options);
  const { accessToken, broker } = settings;
  const secrets = createSecrets(accessToken, broker?.token, broker?.password);
  try {
    return await verified(providerOf(settings), settings, secrets);
  } catch (error) {
    throw withoutSecrets(error, secrets);
  }
}

function providerOf(settings: VerifySettings): Provider {
  const { emulator, baseUrl = '' } = settings;
  return emulator ? emulatedProvider(emulator, settings) : remoteProvider({ ...settings, baseUrl });
}

async function verified(provider: Provider, settings: VerifySettings, secrets: Secrets): Promise<VerificationResults> {
  const { timeout } = settings;
  const abandoning = new AbortController();
  const stage = createStage(provider, secrets, (reason) => abandoning.abort(reason));
  const told = await runVerifier({
    options: optionsOf(settings),
    answer: stage.answer,
    // The core itself waits as long for one answer; what comes later is no answer at all.
    patience: timeout + 5_000,
    signal: abandoning.signal,
  });
  const report = reportIn(told);
  if (!report) throw new Error(`Pact could not verify anything: ${told}`);
  const interactions = interactionsIn(report, stage.scenes);
  if (interactions.length === 0) throw new Error(nothingFound(settings));
  const results = secrets.redacted(resultsOf(interactions, noticesIn(report)));
  if (results.totals.failed > 0) throw new VerificationError(results, provider.name);
  return results;
}

function optionsOf({ files, provider, broker, timeout }: VerifySettings): Readonly<Record<string, unknown>> {
  return {
    provider,
    // Never asked: the kit answers in front of it.
    providerBaseUrl: 'http://127.0.0.1',
    ...(files.length > 0 && { pactUrls: files.map(({ file }) => file) }),
    ...brokerOptionsOf(broker),
    providerStatesSetupTeardown: true,
    failIfNoPactsFound: true,
    timeout,
    logLevel: 'error',
  };
}

function nothingFound({ provider, broker }: VerifySettings): string {
  const place = broker ? `The broker at ${broker.url} has` : 'The files have';
  return `${place} no interaction of the provider "${provider}". Name the provider as the pacts do, or widen the selectors.`;
}

function withoutSecrets(error: unknown, secrets: Secrets): unknown {
  if (!(error instanceof Error)) return error;
  error.message = secrets.redacted(error.message);
  if (error.stack) error.stack = secrets.redacted(error.stack);
  return error;
}
