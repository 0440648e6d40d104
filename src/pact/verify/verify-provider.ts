import { createRedactor, type Redactor } from '../../emulator/redact.ts';
import { type OperationName, operationOf, type PathIds, pathOf } from '../../rules/index.ts';
import { createOwnedConnections, type OwnedConnections } from '../../tenant/owned-connections.ts';
import { createTenantClient } from '../../tenant/tenant-client.ts';
import {
  type Candidate,
  type Choice,
  candidatesIn,
  choose,
  dangerOf,
  type HttpInteraction,
  idsIn,
  operationsFor,
  withPactsOf,
} from './choose-interactions.ts';
import { emulatedProvider, remoteProvider, withStates } from './provider.ts';
import { meaningOf } from './state-table.ts';
import { tenantProvider } from './tenant-provider.ts';
import {
  type InteractionResult,
  VerificationError,
  type VerificationResults,
  withTotals,
} from './verification-results.ts';
import { type VerifyOptions, type VerifySettings, verifySettings } from './verify-options.ts';
import { verifyPacts } from './verify-pacts.ts';

/**
 * Verifies each interaction of the pacts against a provider with Pact's own Verifier: an emulator, or whatever listens at
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
  const settings = verifySettings(options, 'verifyProvider');
  const { accessToken, broker } = settings;
  const redactor = createRedactor(accessToken, broker?.token, broker?.password);
  try {
    const results = redactor.value(await resultsFor(settings, redactor));
    if (results.totals.failed > 0) throw new VerificationError(results, settings.graphUrl ?? 'the emulator');
    return results;
  } catch (error) {
    throw redactError(error, redactor);
  }
}

function resultsFor(settings: VerifySettings, redactor: Redactor): Promise<VerificationResults> {
  if (settings.isTenant) return verifyTenant(settings, redactor);
  const provider = settings.emulator ? emulatedProvider(settings.emulator) : remoteProvider(settings);
  return verifyPacts(withStates(provider, settings), settings, { redactor });
}

function redactError(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof Error)) return error;
  for (const member of ['message', 'stack'] as const) {
    const value = redactor.value(error[member]);
    // An error of the platform, such as that of an aborted signal, cannot be written to.
    if (value !== error[member]) Object.defineProperty(error, member, { value });
  }
  return error;
}

/**
 * Verifies a tenant of Graph: only interactions that are safe there, on connections that the run creates and deletes
 * again. An interaction about a connection that was there before is skipped.
 */
async function verifyTenant(settings: VerifySettings, redactor: Redactor): Promise<VerificationResults> {
  const { graphUrl = '', accessToken = '', timeoutMs, files, tenant, signal } = settings;
  const choice = choose(candidatesIn(files), (candidate) => dangerOf(candidate, tenant.unsafe));
  const version = choice.chosen[0]?.http.target?.version ?? 'v1.0';
  const client = createTenantClient({ ...tenant, graphUrl, accessToken, timeoutMs, signal });
  const owned = createOwnedConnections(client, version);
  const { chosen, skipped, free } = await withoutExisting(choice, owned);
  if (chosen.length === 0) throw new Error(nothingLeft({ chosen, skipped }));
  const provider = tenantProvider({ graphUrl, client, owned, version, free });
  let leftovers: readonly string[] = [];
  const results = await withPactsOf({ chosen, skipped }, async (own) => {
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

interface FreeChoice extends Choice {
  /** Ids that no connection has, in lower case. */
  readonly free: ReadonlySet<string>;
}

/** The choice without the interactions about connections that exist already. */
async function withoutExisting({ chosen, skipped }: Choice, owned: OwnedConnections): Promise<FreeChoice> {
  const named = new Set(chosen.flatMap(({ http }) => idsIn(http)).map((id) => id.toLowerCase()));
  const free = new Set<string>();
  for (const id of named) if (!(await owned.find(id, { before: true }))) free.add(id);
  const left = choose(chosen, ({ http }) => {
    const taken = http && idsIn(http).find((id) => owned.wasThere(id));
    return taken === undefined ? undefined : `the tenant has a connection "${taken}" already, and it is left alone`;
  });
  return { chosen: left.chosen, skipped: [...left.skipped, ...skipped], free };
}

function nothingLeft({ skipped }: Choice): string {
  const reasons = skipped.map(({ description, reason }) => `\n   ${description}: ${reason}`);
  return `No interaction can be verified in the tenant:${reasons.join('')}`;
}

/** A request that a verification would send. */
export interface PlannedStep {
  readonly method: string;
  readonly url: string;
  /** A JSON value; absent where the request has none. */
  readonly body?: unknown;
  /** What it is for. */
  readonly purpose: string;
}

/** What a verification would do. No token is in it. */
export interface VerificationPlan {
  readonly steps: readonly PlannedStep[];
  /** The interactions that would not take place, with their reasons. */
  readonly skipped: readonly InteractionResult[];
}

/**
 * What `verifyProvider` would send for the same options, which must have `graphUrl` and `pacts`. Sends nothing. Of what
 * depends on the responses, such as waiting for a deletion, it names the first request.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function planVerification(options: VerifyOptions): VerificationPlan {
  const settings = verifySettings(options, 'planVerification');
  const { files, isTenant, tenant } = settings;
  const reasonAgainst = (candidate: Candidate) => (isTenant ? dangerOf(candidate, tenant.unsafe) : undefined);
  const { chosen, skipped } = choose(candidatesIn(files), reasonAgainst);
  const interactions = chosen.map(({ http }) => http);
  return {
    steps: [
      ...(isTenant ? looks(settings, interactions) : []),
      ...interactions.flatMap((interaction) => stepsFor(settings, interaction)),
    ],
    skipped,
  };
}

function looks({ graphUrl }: VerifySettings, interactions: readonly HttpInteraction[]): readonly PlannedStep[] {
  return [...new Set(interactions.flatMap(idsIn))].map((id) => ({
    ...plannedRequest(graphUrl, interactions[0], 'getConnection', { connectionId: id }),
    purpose: 'to find out whether a connection has the id; an interaction about an existing one is skipped',
  }));
}

function stepsFor(settings: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  const { graphUrl } = settings;
  const { method, path, body, description } = interaction;
  const request = { method, url: graphUrl + path, ...(body !== undefined && { body }), purpose: description };
  if (settings.isTenant) return [...arranging(settings, interaction), request, ...cleaning(settings, interaction)];
  const states = interaction.states.map((state) => {
    const meaning = meaningOf(state, settings.states);
    // Contents are for an emulator, which is not planned.
    const { name, params = {} } = 'name' in meaning ? meaning : state;
    const body = { state: name, params, action: 'setup' };
    return { method: 'POST', url: settings.providerStatesUrl, body, purpose: `state "${state.name}"` };
  });
  return [...states, request];
}

function arranging({ graphUrl }: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  return interaction.states.flatMap(({ name, params = {} }) => {
    const { operationId, itemId, groupId, ...connection } = params;
    const ids = { connectionId: String(params.id), itemId: String(itemId), groupId: String(groupId) };
    // How often an operation is polled depends on the responses.
    const operations = operationsFor(name)?.filter((operation) => operation !== 'getOperation') ?? [];
    return operations.map((operation) => ({
      ...plannedRequest(graphUrl, interaction, operation, ids),
      ...(operation === 'createConnection' && { body: connection }),
      purpose: `state "${name}"`,
    }));
  });
}

/** The deletion of what the run may have created. */
function cleaning({ graphUrl }: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  const { target, states } = interaction;
  const isArranged = states.some(({ name }) => operationsFor(name)?.length);
  if (target?.operation !== 'createConnection' && !isArranged) return [];
  return [...new Set(idsIn(interaction))].map((id) => ({
    ...plannedRequest(graphUrl, interaction, 'deleteConnection', { connectionId: id }),
    purpose: 'to clean up, if it was created',
  }));
}

function plannedRequest(graphUrl = '', { target }: Partial<HttpInteraction> = {}, name: OperationName, ids: PathIds) {
  const url = `${graphUrl}/${target?.version}${pathOf(name, ids)}`;
  return { method: operationOf(name).method, url };
}
