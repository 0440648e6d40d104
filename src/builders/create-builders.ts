import {
  type ApiVersion,
  connectionStates,
  contextUrl,
  errorEnvelope,
  errorResponses,
  type GraphErrorCode,
  serviceRoots,
} from '../rules/index.ts';
import {
  type ConnectionSchema,
  type CreateExternalConnection,
  contextOf,
  type ExternalConnection,
  type GraphError,
  type LiveCreateExternalConnection,
  requireWholeNumber,
  type SchemaProperty,
} from '../schemas/index.ts';
import { type AccessTokenOptions, accessToken } from './access-token.ts';
import { uuid } from './draws.ts';
import { largest } from './largest.ts';
import { largestSchema } from './largest-schema.ts';
import { merge, type Overrides } from './merge.ts';
import { ownFaker } from './own-faker.ts';
import { schema, schemaProperty } from './schema.ts';
import * as settings from './settings.ts';
import { sourceSystems } from './systems.ts';
import { createUniqueId } from './unique-id.ts';

export interface BuilderOptions {
  /** Whole number from 0; the same seed gives the same payloads, byte for byte. Default 1. */
  readonly seed?: number;
  /** Default `beta`; on `v1.0` the payloads leave out what exists on beta only. */
  readonly version?: ApiVersion;
}

/**
 * Builders of valid payloads. Every call gives a new one; a connection has an id that this set of builders has not
 * given before. Overrides merge deeply: objects merge, arrays and values replace, `undefined` takes a member away; they
 * are not checked, so that a test can build what it wants to see refused.
 */
export interface Builders {
  /** Every property that a client may write. Valid in both profiles. */
  createRequest(overrides?: Overrides<LiveCreateExternalConnection>): LiveCreateExternalConnection;
  /** The nine properties of the reference page, without an id. Valid in profile documented alone. */
  documentedCreateRequest(overrides?: Overrides<CreateExternalConnection>): CreateExternalConnection;
  /** id, name and description. Valid in both profiles. */
  minimalCreateRequest(overrides?: Overrides<LiveCreateExternalConnection>): LiveCreateExternalConnection;
  /** Every documented limit reached. Valid in both profiles. */
  largestCreateRequest(overrides?: Overrides<LiveCreateExternalConnection>): LiveCreateExternalConnection;
  /** A connection as Graph answers it right after the create: in state draft. */
  connection(overrides?: Overrides<ExternalConnection>): ExternalConnection;
  /** The body of an error answer; of several answers with that code, the first in the table. */
  graphError(code: GraphErrorCode, overrides?: Overrides<GraphError>): GraphError;
  activitySettings(overrides?: Overrides<settings.ActivitySettings>): settings.ActivitySettings;
  itemIdResolver(overrides?: Overrides<settings.ItemIdResolver>): settings.ItemIdResolver;
  urlMatchInfo(overrides?: Overrides<settings.UrlMatchInfo>): settings.UrlMatchInfo;
  searchSettings(overrides?: Overrides<settings.SearchSettings>): settings.SearchSettings;
  displayTemplate(overrides?: Overrides<settings.DisplayTemplate>): settings.DisplayTemplate;
  propertyRule(overrides?: Overrides<settings.PropertyRule>): settings.PropertyRule;
  /** The Adaptive Card of a search result template: the value of `layout`. */
  adaptiveCard(overrides?: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Beta only. Its cards are of version 1.2 and bind with `{property}`, as eDiscovery reads them. */
  complianceSettings(overrides?: Overrides<settings.ComplianceSettings>): settings.ComplianceSettings;
  configuration(overrides?: Overrides<settings.Configuration>): settings.Configuration;
  /**
   * A JSON Web Token that nobody has signed, plainly marked as a fake; by default it may create, for a new app, until
   * 2100. The emulator reads it, and never verifies one.
   */
  accessToken(options?: AccessTokenOptions): string;
  /** The schema of a connection: what every item has, each with its label, and what the items of one system have. */
  schema(overrides?: Overrides<ConnectionSchema>): ConnectionSchema;
  /** 128 properties, every documented limit reached, each label used once and each type several times. */
  largestSchema(overrides?: Overrides<ConnectionSchema>): ConnectionSchema;
  /** One property of a schema, such as the department of an employee. */
  schemaProperty(overrides?: Overrides<SchemaProperty>): SchemaProperty;
}

/**
 * Builders with a faker instance of their own.
 *
 * @throws TypeError naming the option when seed or version cannot be used.
 * @example
 * ```ts
 * import { createBuilders } from 'external-connection-testkit/builders';
 *
 * const build = createBuilders({ seed: 7 });
 * build.createRequest({ name: 'Docs', configuration: { authorizedAppIds: [] } });
 * ```
 */
export function createBuilders({ seed = 1, version = 'beta' }: BuilderOptions = {}): Builders {
  requireWholeNumber('seed', seed, 0);
  contextOf({ version });
  const faker = ownFaker(seed);
  const uniqueId = createUniqueId();
  const about = () => settings.subject(faker, sourceSystems);
  const inVersion = <Payload extends object>(payload: Payload) => settings.forVersion(payload, version);

  const full = (subject = about()): LiveCreateExternalConnection =>
    inVersion({
      ...minimal(subject),
      connectorId: uuid(faker),
      configuration: settings.configuration(faker),
      activitySettings: settings.activitySettings(subject),
      searchSettings: settings.searchSettings(subject),
      complianceSettings: settings.complianceSettings(subject),
      contentCategory: subject.system.category,
      enabledContentExperiences: faker.helpers.arrayElement(['search', 'compliance', 'search, compliance']),
    });

  const minimal = ({ system, company, slug } = about()): LiveCreateExternalConnection => ({
    id: uniqueId(`${slug}${system.word}`),
    name: `${company} ${system.title}`,
    description: `Connection to index the ${system.items} of ${company}`,
  });

  const documented = (): CreateExternalConnection => {
    const { id, contentCategory, enabledContentExperiences, ...nine } = full();
    const state = faker.helpers.arrayElement(connectionStates);
    return inVersion({ ...nine, state, ingestedItemsCount: faker.number.int({ max: 5_000_000 }) });
  };

  const connection = (): ExternalConnection => {
    const { id, name, description, connectorId, ...rest } = full();
    const answered = { state: 'draft', ingestedItemsCount: null };
    const context = contextUrl(serviceRoots[0], version);
    return inVersion({ '@odata.context': context, id, name, description, connectorId, ...answered, ...rest });
  };

  const graphError = (code: GraphErrorCode): GraphError => {
    const answer = Object.values(errorResponses).find((candidate) => candidate.code === code);
    if (!answer) throw new TypeError(`No answer has the code ${JSON.stringify(code)}. The table "answers" lists them.`);
    const requestId = uuid(faker);
    const date = faker.date.between({ from: '2026-01-01T00:00:00Z', to: '2026-12-31T23:59:59Z' });
    return errorEnvelope(answer, { date, requestId, clientRequestId: requestId, property: 'name', type: 'unknown' });
  };

  return {
    createRequest: (overrides) => merge(full(), overrides),
    documentedCreateRequest: (overrides) => merge(documented(), overrides),
    minimalCreateRequest: (overrides) => merge(minimal(), overrides),
    largestCreateRequest: (overrides) => merge(inVersion(largest(faker, about(), uniqueId)), overrides),
    connection: (overrides) => merge(connection(), overrides),
    graphError: (code, overrides) => merge(graphError(code), overrides),
    activitySettings: (overrides) => merge(settings.activitySettings(about()), overrides),
    itemIdResolver: (overrides) => merge(settings.itemIdResolver(about()), overrides),
    urlMatchInfo: (overrides) => merge(settings.urlMatchInfo(about()), overrides),
    searchSettings: (overrides) => merge(settings.searchSettings(about()), overrides),
    displayTemplate: (overrides) => merge(settings.displayTemplate(about()), overrides),
    propertyRule: (overrides) => merge(settings.propertyRule(about()), overrides),
    adaptiveCard: (overrides) => merge(settings.adaptiveCard(about()), overrides),
    complianceSettings: (overrides) => merge(settings.complianceSettings(about()), overrides),
    configuration: (overrides) => merge(settings.configuration(faker), overrides),
    accessToken: (options) => accessToken(faker, options),
    schema: (overrides) => merge(schema(faker, about(), version), overrides),
    largestSchema: (overrides) => merge(largestSchema(faker, version), overrides),
    schemaProperty: (overrides) => merge(schemaProperty(faker, about(), version), overrides),
  };
}
