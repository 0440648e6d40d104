import { type OperationName, operationOf, type PathIds, pathOf } from '../../rules/index.ts';
import { badOption } from '../../schemas/index.ts';
import { type Candidate, candidatesIn, choose, dangerOf, type HttpInteraction, idsIn } from './choose-interactions.ts';
import { meaningOf, requestsFor } from './state-table.ts';
import type { InteractionResult, VerificationResults } from './verification-results.ts';
import { type VerifyOptions, type VerifySettings, verifySettings } from './verify-options.ts';

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
  // Loaded when it runs: a plan needs neither Pact nor the emulator.
  const { runVerification } = await import('./run-verification.ts');
  return await runVerification(settings);
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
  const { files, isTenant, tenant, graphUrl } = settings;
  if (graphUrl === undefined) throw badOption('graphUrl', graphUrl, 'the root of the provider');
  if (files.length === 0) throw badOption('pacts', options.pacts, 'pact files');
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
  return interaction.states.flatMap((state) =>
    // How often an operation is polled depends on the responses.
    requestsFor(state)
      .filter(({ operation }) => operation !== 'getOperation')
      .map(({ operation, ids, body }) => ({
        ...plannedRequest(graphUrl, interaction, operation, ids),
        ...(body && { body }),
        purpose: `state "${state.name}"`,
      })),
  );
}

/** The deletion of what the run may have created. */
function cleaning({ graphUrl }: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  const { target, states } = interaction;
  const isArranged = states.some((state) => requestsFor(state).length > 0);
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
