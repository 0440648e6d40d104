import { type OperationName, operationOf, type PathIds, pathOf } from '../../rules/index.ts';
import { choose, reasonsOfDanger } from './choose-interactions.ts';
import { type HttpInteraction, idsIn, tenantNeedOf } from './http-interaction.ts';
import { meaningOf } from './state-table.ts';
import type { InteractionResult } from './verification-results.ts';
import { settingsOf, type VerifyOptions, type VerifySettings } from './verify-options.ts';

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
  const settings = settingsOf(options, 'planVerification');
  const { files, isTenant, tenant } = settings;
  const { chosen, skipped } = choose(files, isTenant ? reasonsOfDanger(tenant.unsafe) : () => undefined);
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
    ...requestTo(graphUrl, interactions[0], 'getConnection', { connectionId: id }),
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
    const need = tenantNeedOf(name) ?? 'nothing';
    if (need === 'nothing') return [];
    const { operationId, itemId, groupId, ...connection } = params;
    const ids = { connectionId: String(params.id), itemId: String(itemId), groupId: String(groupId) };
    const step = (operation: OperationName) => ({ ...requestTo(graphUrl, interaction, operation, ids), purpose });
    const purpose = `state "${name}"`;
    const create = { ...step('createConnection'), body: connection };
    if (need === 'a connection') return [create];
    if (need === 'a group') return [create, step('createGroup')];
    return [create, step('updateSchema'), ...(need === 'an item' ? [step('putItem')] : [])];
  });
}

/** The deletion of what the run may have created. */
function cleaning({ graphUrl }: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  const { target, states } = interaction;
  const isArranged = states.some(({ name }) => (tenantNeedOf(name) ?? 'nothing') !== 'nothing');
  if (target?.operation !== 'createConnection' && !isArranged) return [];
  return [...new Set(idsIn(interaction))].map((id) => ({
    ...requestTo(graphUrl, interaction, 'deleteConnection', { connectionId: id }),
    purpose: 'to clean up, if it was created',
  }));
}

function requestTo(graphUrl = '', { target }: Partial<HttpInteraction> = {}, name: OperationName, ids: PathIds) {
  const url = `${graphUrl}/${target?.version}${pathOf(name, ids)}`;
  return { method: operationOf(name).method, url };
}
