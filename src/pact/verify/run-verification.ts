import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedactor, type Redactor } from '../../emulator/redact.ts';
import { createOwnedConnections, type OwnedConnections } from '../../tenant/owned-connections.ts';
import { createTenantClient, secureRoot } from '../../tenant/tenant-client.ts';
import { brokerOptionsOf } from './broker-options.ts';
import { type Choice, choose, chooseFrom, idsIn } from './choose-interactions.ts';
import { emulatedProvider, type Provider, remoteProvider, withStates } from './provider.ts';
import { selectFromBroker } from './publish-results.ts';
import { interactionsIn, noticesIn, problemsIn, reportIn } from './report.ts';
import { runVerifier, startPactProcess } from './run-verifier.ts';
import { tenantProvider } from './tenant-provider.ts';
import {
  type InteractionResult,
  messageReason,
  VerificationError,
  type VerificationResults,
} from './verification-results.ts';
import { createVerifierBridge } from './verifier-bridge.ts';
import type { GivenPact, VerifySettings } from './verify-options.ts';

/**
 * Verifies what the settings of `verifyProvider` name, and throws what that throws. Neither its results nor its errors
 * contain a token.
 */
export async function runVerification(settings: VerifySettings): Promise<VerificationResults> {
  const { accessToken, broker } = settings;
  settings.signal?.throwIfAborted();
  const redactor = createRedactor(accessToken, broker?.token, broker?.password);
  try {
    const verified = settings.isTenant ? verifyTenant(settings, redactor) : verifyFiles(settings, redactor);
    const results = redactor.value(await verified);
    if (results.totals.failed > 0) throw new VerificationError(results, settings.graphUrl ?? 'the emulator');
    return results;
  } catch (error) {
    throw redactError(error, redactor);
  }
}

/** Verifies an emulator or a server. */
async function verifyFiles(settings: VerifySettings, redactor: Redactor): Promise<VerificationResults> {
  const { emulator } = settings;
  const provider = withStates(emulator ? emulatedProvider(emulator) : remoteProvider(settings), settings);
  // Of a pact that lists messages beside its requests, Pact's core would read the messages alone.
  const mixed = settings.files.filter(({ raw }) => [raw.interactions ?? []].flat().length > 0 && 'messages' in raw);
  if (mixed.length === 0) return await verifyPacts(provider, settings, { redactor });
  const { chosen, skipped } = chooseFrom({ ...settings, files: mixed });
  return await withPactsOf(chosen, async (own) => {
    const files = [...settings.files.filter((file) => !mixed.includes(file)), ...own];
    const { interactions, notices } = await verifyPacts(provider, { ...settings, files }, { redactor });
    return withTotals([...interactions, ...skipped], notices);
  });
}

/** The error, without a secret in it and in its causes. */
function redactError(error: unknown, redactor: Redactor, seen = new Set<unknown>()): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? redactor.value(error) : error;
  if (seen.has(error)) return error;
  seen.add(error);
  const redact = (value: unknown) => redactError(value, redactor, seen);
  for (const member of ['message', 'stack', 'cause', 'errors']) {
    const own: unknown = Reflect.get(error, member);
    const value = Array.isArray(own) ? own.map(redact) : redact(own);
    // An error of the platform, such as that of an aborted signal, cannot be written to.
    if (value !== own) Object.defineProperty(error, member, { value });
  }
  return error;
}

/**
 * Verifies a tenant of Graph: only interactions that are safe there, on connections that the run creates and deletes
 * again. An interaction about a connection that was there before is skipped.
 */
async function verifyTenant(settings: VerifySettings, redactor: Redactor): Promise<VerificationResults> {
  const { accessToken = '', timeoutMs, tenant, signal } = settings;
  const graphUrl = secureRoot(settings.graphUrl ?? '');
  const choice = chooseFrom(settings);
  const version = choice.chosen[0]?.http.target?.version ?? 'v1.0';
  const client = createTenantClient({ ...tenant, graphUrl, accessToken, timeoutMs, signal });
  const owned = createOwnedConnections(client, version);
  const { chosen, skipped, free } = await withoutExisting(choice, owned);
  if (chosen.length === 0) throw new Error(nothingLeft(skipped));
  const provider = tenantProvider({ graphUrl, client, owned, version, free });
  let leftovers: readonly string[] = [];
  const results = await withPactsOf(chosen, async (own) => {
    try {
      const responseTime = timeoutMs + 3 * tenant.waitMs;
      return await verifyPacts(provider, { ...settings, files: own }, { redactor, responseTime });
    } finally {
      leftovers = await provider.cleanUp();
      for (const leftover of leftovers) process.emitWarning(redactor.value(leftover));
    }
  });
  // A stop during the clean-up: what it left behind must not pass for a success.
  signal?.throwIfAborted();
  return withTotals([...results.interactions, ...skipped], [...results.notices, ...leftovers]);
}

/** The choice without the interactions about connections that exist already, and the ids that are free, in lower case. */
async function withoutExisting({ chosen, skipped }: Choice, owned: OwnedConnections) {
  const named = new Set(chosen.flatMap(({ http }) => idsIn(http)).map((id) => id.toLowerCase()));
  const free = new Set<string>();
  for (const id of named) if (!(await owned.find(id, { before: true }))) free.add(id);
  const left = choose(chosen, ({ http }) => {
    const taken = http && idsIn(http).find((id) => owned.wasThere(id));
    return taken === undefined ? undefined : `the tenant has a connection "${taken}" already, and it is left alone`;
  });
  return { chosen: left.chosen, skipped: [...left.skipped, ...skipped], free };
}

function nothingLeft(skipped: Choice['skipped']): string {
  const reasons = skipped.map(({ description, reason }) => `\n   ${description}: ${reason}`);
  return `No interaction can be verified in the tenant:${reasons.join('')}`;
}

/** Runs an action with temporary files that contain only the chosen interactions. */
async function withPactsOf<Result>(
  chosen: Choice['chosen'],
  action: (files: readonly GivenPact[]) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'external-connection-testkit-'));
  try {
    const byPact = [...Map.groupBy(chosen, ({ pact }) => pact)];
    return await action(
      byPact.map(([pact, candidates], index) => {
        const interactions = candidates.map(({ raw }) => raw);
        const file = join(folder, `${index}.json`);
        // The rest of the pact contains the version of the specification.
        writeFileSync(file, JSON.stringify({ ...pact.raw, interactions, messages: undefined }));
        return { ...pact, file, interactions };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Verifies the pacts of the settings against a provider, and resolves with the results, whatever they are.
 *
 * @param responseTime the longest time that the provider takes for one response or state, in milliseconds.
 * @throws Unreachable, or an Error when there is nothing to verify or Pact itself fails.
 */
async function verifyPacts(
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
    ...(broker && brokerOptionsOf(broker)),
    providerStatesSetupTeardown: true,
    failIfNoPactsFound: true,
    // Not by the Content-Length of a pact: where that is too large, the provider would wait for the rest of the body.
    customProviderHeaders: { 'Transfer-Encoding': 'chunked' },
    timeout: timeout + grace,
    logLevel: 'error',
  };
}

const onlyMessages =
  'Nothing is verified: the pacts contain only messages, or a pact of the broker lists messages beside its requests. Use a pact with requests alone.';

function nothingFound({ provider, broker }: VerifySettings): string {
  const place = broker ? `The broker at ${broker.url} has` : 'The files have';
  return `${place} no interaction of the provider "${provider}". Name the provider as the pacts do, or widen the selectors.`;
}

/** The results with their totals. */
function withTotals(interactions: readonly InteractionResult[], notices: readonly string[] = []): VerificationResults {
  const totals = { passed: 0, failed: 0, pending: 0, skipped: 0 };
  for (const { outcome } of interactions) totals[outcome] += 1;
  return { interactions, totals, notices };
}
