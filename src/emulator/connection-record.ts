import { type ApiVersion, openQuestions, type Profile } from '../rules/index.ts';
import type { CreateExternalConnection, ExternalConnection } from '../schemas/index.ts';

interface Creation {
  readonly profile: Profile;
  readonly version: ApiVersion;
  /** The id that the service gives where the client chose none. */
  readonly generatedId: string;
  readonly callerAppId: string;
}

/** The connection that a valid request makes: what was sent, and the service's own values for the rest. */
export function createRecord(request: CreateExternalConnection, creation: Creation): ExternalConnection {
  // Questions 7 and 8: what the live service, and v1.0, take without keeping it.
  const echoed = creation.profile === 'documented' ? request : {};
  const beta = creation.version === 'beta' ? request : {};
  return {
    ...(request['@odata.type'] && { '@odata.type': request['@odata.type'] }),
    id: request.id ?? creation.generatedId,
    name: request.name ?? null,
    description: request.description ?? null,
    connectorId: request.connectorId ?? null,
    state: echoed.state ?? openQuestions.stateAfterCreate.chosen,
    ingestedItemsCount: echoed.ingestedItemsCount ?? null,
    configuration: withCaller(request.configuration, creation.callerAppId),
    activitySettings: request.activitySettings ?? null,
    searchSettings: withRules(request.searchSettings, 'searchResultTemplates') ?? null,
    complianceSettings: withRules(beta.complianceSettings, 'eDiscoveryResultTemplates') ?? null,
    contentCategory: request.contentCategory ?? openQuestions.contentCategoryAfterCreate.chosen,
    enabledContentExperiences: beta.enabledContentExperiences ?? null,
  };
}

/** Question 4. */
function withCaller(
  configuration: CreateExternalConnection['configuration'],
  callerAppId: string,
): ExternalConnection['configuration'] {
  const sent = configuration?.authorizedAppIds ?? [];
  return { ...configuration, authorizedAppIds: sent.includes(callerAppId) ? sent : [...sent, callerAppId] };
}

/** Templates without rules come back with an empty list. **Source:** tests of the CLI for Microsoft 365. */
function withRules<List extends string, Template extends { rules?: unknown }>(
  settings: { readonly [Key in List]?: Template[] | null | undefined } | null | undefined,
  list: List,
) {
  const templates = settings?.[list];
  if (!templates) return settings;
  return { ...settings, [list]: templates.map((template) => ({ ...template, rules: template.rules ?? [] })) };
}

/** The connection with the members that an update sends; what the service computes stays. */
export function applyUpdate(
  connection: ExternalConnection,
  request: CreateExternalConnection,
  version: ApiVersion,
): ExternalConnection {
  const { id, state, ingestedItemsCount, complianceSettings, enabledContentExperiences, ...sent } = request;
  const beta = {
    enabledContentExperiences,
    complianceSettings: withRules(complianceSettings, 'eDiscoveryResultTemplates'),
  };
  const changes = {
    ...sent,
    searchSettings: withRules(sent.searchSettings, 'searchResultTemplates'),
    ...(version === 'beta' && beta),
  };
  const isSent = ([, value]: readonly [string, unknown]) => value !== undefined;
  return { ...connection, ...Object.fromEntries(Object.entries(changes).filter(isSent)) };
}
