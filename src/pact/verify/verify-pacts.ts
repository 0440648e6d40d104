import type { Redactor } from '../../emulator/redact.ts';
import { brokerOptionsOf } from './broker-options.ts';
import type { Provider } from './provider.ts';
import { selectFromBroker } from './publish-results.ts';
import { interactionsIn, messageReason, noticesIn, problemsIn, reportIn } from './report.ts';
import { runVerifier, startPactProcess } from './run-verifier.ts';
import { type VerificationResults, withTotals } from './verification-results.ts';
import { createVerifierBridge } from './verifier-bridge.ts';
import type { VerifySettings } from './verify-options.ts';

/**
 * Verifies the pacts of the settings against a provider, and resolves with the results, whatever they are.
 *
 * @param responseTime the longest time that the provider takes for one response or state, in milliseconds.
 * @throws Unreachable, or an Error when there is nothing to verify or Pact itself fails.
 */
export async function verifyPacts(
  provider: Provider,
  settings: VerifySettings,
  { redactor, responseTime = settings.timeoutMs }: { readonly redactor: Redactor; readonly responseTime?: number },
): Promise<VerificationResults> {
  const { broker, provider: name, timeoutMs } = settings;
  const abandoning = new AbortController();
  const signal = AbortSignal.any([abandoning.signal, ...(settings.signal ? [settings.signal] : [])]);
  const bridge = createVerifierBridge(provider, {
    redactor,
    responseTime,
    abandon: (reason) => abandoning.abort(reason),
  });
  const pact = startPactProcess(settings);
  try {
    const selection = broker && (await selectFromBroker(broker, { pact, provider: name, timeoutMs, signal }));
    const output = await runVerifier({
      pact,
      options: verifierOptions(settings, responseTime),
      respond: bridge.respond,
      // Before the first request, the core gets every pact from the broker.
      silenceMs: timeoutMs * (1 + (selection?.count ?? 0)) + 2 * grace,
      signal,
    });
    const report = reportIn(output);
    if (!report) throw new Error(output || 'Pact could not verify anything.');
    const interactions = interactionsIn(report, bridge.runs);
    const problems = problemsIn(report);
    if (problems.length > 0) throw new Error(`Pact could not get every pact: ${problems.join('\n')}`);
    if (interactions.length === 0) throw new Error(nothingFound(settings));
    if (interactions.every(({ reason }) => reason === messageReason)) throw new Error(onlyMessages);
    const results = redactor.value(withTotals(interactions, noticesIn(report)));
    await selection?.publish(results, report);
    return results;
  } finally {
    pact.close();
    await bridge.settled();
  }
}

/** Extra milliseconds per layer, so that the innermost timeout fires first and names the cause. */
const grace = 5_000;

function verifierOptions(settings: VerifySettings, timeout: number): Readonly<Record<string, unknown>> {
  const { files, provider, broker } = settings;
  return {
    provider,
    ...(files.length > 0 && { pactUrls: files.map(({ file }) => file) }),
    ...brokerOptionsOf(broker),
    providerStatesSetupTeardown: true,
    failIfNoPactsFound: true,
    timeout: timeout + grace,
    logLevel: 'error',
  };
}

const onlyMessages =
  'The pacts contain only messages, and none is verified: Graph has requests and responses. Use a pact with requests.';

function nothingFound({ provider, broker }: VerifySettings): string {
  const place = broker ? `The broker at ${broker.url} has` : 'The files have';
  return `${place} no interaction of the provider "${provider}". Name the provider as the pacts do, or widen the selectors.`;
}
