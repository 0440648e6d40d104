import type { Faker } from '@faker-js/faker';
import {
  type ApiVersion,
  connectionStates,
  contextUrl,
  errorEnvelope,
  errorResponses,
  type GraphErrorCode,
  serviceRoots,
} from '../rules/index.ts';
import type {
  CreateExternalConnection,
  ExternalConnection,
  GraphError,
  LiveCreateExternalConnection,
} from '../schemas/index.ts';
import {
  activitySettings,
  chooseSubject,
  complianceSettings,
  configuration,
  forVersion,
  type Subject,
  searchSettings,
} from './settings.ts';

/** What the payloads of one set of builders are made from. */
export interface Source {
  readonly faker: Faker;
  readonly version: ApiVersion;
  /** An id that begins with the word and was not returned before; filled up to the length where one is given. */
  uniqueId(word: string, length?: number): string;
}

/** A create request with every property that a client may write. */
export function createRequest(source: Source, subject: Subject = chooseSubject(source.faker)) {
  const { faker, version } = source;
  const request: LiveCreateExternalConnection = {
    ...minimalCreateRequest(source, subject),
    connectorId: faker.string.uuid(),
    configuration: configuration(faker),
    activitySettings: activitySettings(subject),
    searchSettings: searchSettings(subject),
    complianceSettings: complianceSettings(subject),
    contentCategory: subject.system.category,
    enabledContentExperiences: faker.helpers.arrayElement(['search', 'compliance', 'search, compliance']),
  };
  return forVersion(request, version);
}

/** A create request with id, name and description. */
export function minimalCreateRequest(
  { faker, uniqueId }: Source,
  { system, company, slug }: Subject = chooseSubject(faker),
): LiveCreateExternalConnection {
  return {
    id: uniqueId(`${slug}${system.word}`),
    name: `${company} ${system.title}`,
    description: `Connection to index the ${system.items} of ${company}`,
  };
}

/** A create request with the properties of the reference page: those of a connection, without its id. */
export function documentedCreateRequest(source: Source): CreateExternalConnection {
  const { faker, version } = source;
  const { id, contentCategory, enabledContentExperiences, ...nine } = createRequest(source);
  const state = faker.helpers.arrayElement(connectionStates);
  return forVersion({ ...nine, state, ingestedItemsCount: faker.number.int({ max: 5_000_000 }) }, version);
}

/** A connection as Graph returns it right after the create. */
export function connection(source: Source): ExternalConnection {
  const { version } = source;
  const { id, name, description, connectorId, ...rest } = createRequest(source);
  const stored = { state: 'draft', ingestedItemsCount: null };
  const context = contextUrl(serviceRoots[0], version);
  return forVersion({ '@odata.context': context, id, name, description, connectorId, ...stored, ...rest }, version);
}

/** The body of an error response; of several with that code, the first in the table. */
export function graphError({ faker }: Source, code: GraphErrorCode): GraphError {
  const response = Object.values(errorResponses).find((candidate) => candidate.code === code);
  if (!response)
    throw new TypeError(`No error response has the code ${JSON.stringify(code)}. Use a code of errorResponses.`);
  const requestId = faker.string.uuid();
  const date = faker.date.between({ from: '2026-01-01T00:00:00Z', to: '2026-12-31T23:59:59Z' });
  return errorEnvelope(response, { date, requestId, clientRequestId: requestId, property: 'name', type: 'unknown' });
}
