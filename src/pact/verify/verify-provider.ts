import { type OperationName, type PathIds, requestLineOf } from '../../rules/index.ts';
import { badOption } from '../../schemas/index.ts';
import { chooseFrom, type HttpInteraction, idsIn } from './choose-interactions.ts';
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
  const { files, isTenant, graphUrl } = settings;
  if (graphUrl === undefined) throw badOption('graphUrl', graphUrl, 'the root of the provider');
  if (files.length === 0) throw badOption('pacts', options.pacts, 'pact files');
  const { chosen, skipped } = chooseFrom(settings);
  const interactions = chosen.map(({ http }) => http);
  const steps = isTenant ? tenantSteps(graphUrl, interactions) : serverSteps(graphUrl, interactions, settings);
  return { steps, skipped };
}

function serverSteps(
  graphUrl: string,
  interactions: readonly HttpInteraction[],
  { providerStatesUrl, states: table }: VerifySettings,
): readonly PlannedStep[] {
  return interactions.flatMap((interaction) => {
    const states = interaction.states.map((state) => {
      const meaning = meaningOf(state, table);
      // Contents are for an emulator, which is not planned.
      const { name, params = {} } = 'name' in meaning ? meaning : state;
      const body = { state: name, params, action: 'setup' };
      return { method: 'POST', url: providerStatesUrl, body, purpose: `state "${state.name}"` };
    });
    return [...states, ownStep(graphUrl, interaction)];
  });
}

function tenantSteps(graphUrl: string, interactions: readonly HttpInteraction[]): readonly PlannedStep[] {
  const version = interactions[0]?.target?.version ?? 'v1.0';
  const step = (operation: OperationName, ids: PathIds, purpose: string, body?: object): PlannedStep => {
    const { method, path } = requestLineOf(operation, version, ids);
    return { method, url: graphUrl + path, ...(body && { body }), purpose };
  };
  const stepForEach = (operation: OperationName, ids: readonly string[], purpose: string) =>
    [...new Set(ids)].map((connectionId) => step(operation, { connectionId }, purpose));

  const looking = 'to find out whether a connection has the id; an interaction about an existing one is skipped';
  const steps = interactions.map((interaction) => {
    const states = interaction.states.flatMap((state) =>
      requestsFor(state)
        // How often an operation is polled depends on the responses.
        .filter(({ operation }) => operation !== 'getOperation')
        .map(({ operation, ids, body }) => step(operation, ids, `state "${state.name}"`, body)),
    );
    const mayCreate = states.length > 0 || interaction.target?.operation === 'createConnection';
    const cleaning = mayCreate
      ? stepForEach('deleteConnection', idsIn(interaction), 'to clean up, if it was created')
      : [];
    return [...states, ownStep(graphUrl, interaction), ...cleaning];
  });
  return [...stepForEach('getConnection', interactions.flatMap(idsIn), looking), ...steps.flat()];
}

function ownStep(graphUrl: string, { method, path, body, description }: HttpInteraction): PlannedStep {
  return { method, url: graphUrl + path, ...(body !== undefined && { body }), purpose: description };
}
