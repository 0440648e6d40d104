import { choose, reasonsOfDanger } from './choose-interactions.ts';
import { type HttpInteraction, idsIn } from './http-interaction.ts';
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
 * What `verifyProvider` would send for the same options, which must have `baseUrl` and `pacts`. Sends nothing. Of what
 * depends on the answers, such as waiting for a deletion, it names the first request.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function planVerification(options: VerifyOptions): VerificationPlan {
  const settings = settingsOf(options);
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

function looks({ baseUrl }: VerifySettings, interactions: readonly HttpInteraction[]): readonly PlannedStep[] {
  const collection = interactions[0]?.target?.collection ?? '';
  return [...new Set(interactions.flatMap(idsIn))].map((id) => ({
    method: 'GET',
    url: `${baseUrl}${collection}/${id}`,
    purpose: 'to see that no connection has the id; what is about one that is there does not take place',
  }));
}

function stepsFor(settings: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  const { baseUrl } = settings;
  const { method, path, body, description } = interaction;
  const request = { method, url: baseUrl + path, ...(body !== undefined && { body }), purpose: description };
  if (settings.isTenant) return [...arranging(settings, interaction), request, ...cleaning(settings, interaction)];
  const states = interaction.states.map(({ name: state, params = {} }) => ({
    method: 'POST',
    url: settings.providerStatesUrl,
    body: { state, params, action: 'setup' },
    purpose: `state "${state}"`,
  }));
  return [...states, request];
}

function arranging({ baseUrl }: VerifySettings, { states, target }: HttpInteraction): readonly PlannedStep[] {
  const url = `${baseUrl}${target?.collection}`;
  return states.flatMap(({ name, params = {} }) => {
    if (name === 'no connection has the id') return [];
    const { operationId, ...connection } = params;
    const purpose = `state "${name}"`;
    const create = { method: 'POST', url, body: connection, purpose };
    if (name === 'a connection exists') return [create];
    return [create, { method: 'PATCH', url: `${url}/${params.id}/schema`, purpose }];
  });
}

/** What the run may have created, it deletes. */
function cleaning({ baseUrl }: VerifySettings, interaction: HttpInteraction): readonly PlannedStep[] {
  const { method, target, states } = interaction;
  const creates = method === 'POST' && target?.id === undefined;
  const arranged = states.some(({ name }) => name !== 'no connection has the id');
  if (!creates && !arranged) return [];
  return [...new Set(idsIn(interaction))].map((id) => ({
    method: 'DELETE',
    url: `${baseUrl}${target?.collection}/${id}`,
    purpose: 'to clean up, if it was created',
  }));
}
