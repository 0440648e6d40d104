import type { Faker } from '@faker-js/faker';
import {
  type ApiVersion,
  connectionStates,
  contextUrl,
  errorEnvelope,
  errorResponses,
  type GraphErrorCode,
  type Label,
  labels,
  limits,
  type PropertyType,
  propertyTypes,
  ruleOperations,
  serviceRoots,
} from '../rules/index.ts';
import type {
  ConnectionSchema,
  CreateExternalConnection,
  ExternalConnection,
  GraphError,
  LiveCreateExternalConnection,
  SchemaProperty,
} from '../schemas/index.ts';
import {
  activitySettings,
  chooseSubject,
  complianceSettings,
  configuration,
  type DisplayTemplate,
  displayTemplate,
  forVersion,
  itemIdResolver,
  propertyRule,
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
export function createRequest(source: Source) {
  const { faker, version } = source;
  const subject = chooseSubject(faker);
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

const largestInt32 = 2 ** 31 - 1;

/** A create request in which every documented limit is reached, and each list holds several elements. */
export function largestCreateRequest({ faker, version, uniqueId }: Source): LiveCreateExternalConnection {
  const about = chooseSubject(faker);
  const request: LiveCreateExternalConnection = {
    id: uniqueId(`${about.slug}${about.system.word}`, limits.connectionId.maximum),
    name: sentenceOfLength(faker, limits.connectionName.maximum),
    description: sentenceOfLength(faker, 1000),
    connectorId: faker.string.uuid(),
    configuration: { authorizedAppIds: Array.from({ length: 5 }, () => faker.string.uuid()) },
    activitySettings: {
      urlToItemResolvers: Array.from({ length: 3 }, (_, index) => ({
        ...itemIdResolver(about),
        priority: index === 0 ? largestInt32 : index,
      })),
    },
    searchSettings: {
      searchResultTemplates: Array.from({ length: limits.searchResultTemplates.maximum }, (_, index) =>
        largestTemplate(displayTemplate(about), about, index),
      ),
    },
    complianceSettings: {
      eDiscoveryResultTemplates: [largestTemplate(displayTemplate(about, 'compliance'), about, 0)],
    },
    contentCategory: about.system.category,
    enabledContentExperiences: 'search, compliance',
  };
  return forVersion(request, version);
}

function largestTemplate(template: DisplayTemplate, about: Subject, index: number): DisplayTemplate {
  return {
    ...template,
    id: `${template.id}${index}`.padEnd(limits.displayTemplate.id.maximum, '0'),
    priority: index === 0 ? largestInt32 : limits.displayTemplate.lowestPriority,
    rules: ruleOperations
      .filter((operation) => operation !== 'unknownFutureValue')
      .map((operation, position) => ({
        ...propertyRule(about),
        operation,
        valuesJoinedBy: position % 2 === 0 ? 'or' : 'and',
      })),
  };
}

const usableLabels = labels.filter((label) => label !== 'unknownFutureValue');
const usableTypes = propertyTypes.filter((type) => type !== 'unknownFutureValue');

/** A schema in which every documented limit is reached, with each label once and each type several times. */
export function largestSchema({ faker, version }: Source): ConnectionSchema {
  const properties = Array.from({ length: limits.schemaProperties.maximum }, (_, index) =>
    forVersion(largestProperty(faker, index), version, 'property'),
  );
  return { baseType: limits.externalItemType, properties };
}

function largestProperty(faker: Faker, index: number): SchemaProperty {
  const label = usableLabels[index];
  const type = label ? typeOfLabel(label) : (usableTypes[index % usableTypes.length] ?? 'string');
  const isText = limits.textTypes.includes(type);
  const isSearchable = isText && index % 2 === 0;
  return {
    name: uniqueName(faker, limits.schemaProperty.name.maximum, index),
    type,
    description: sentenceOfLength(faker, limits.schemaProperty.description.maximum),
    aliases: [1, 2].map((number) => uniqueName(faker, limits.schemaProperty.alias.maximum, number * 1000 + index)),
    ...(label && { labels: [label] }),
    isQueryable: true,
    isRetrievable: true,
    isSearchable,
    isRefinable: !isSearchable && /^(?:string|int64|double)/.test(type),
    isExactMatchRequired: isText && !isSearchable,
    ...(isSearchable && { rankingHint: { importanceScore: 'veryHigh' as const } }),
  };
}

/** The type of a property with the label: labels of dates end in Date or DateTime. */
function typeOfLabel(label: Label): PropertyType {
  return /Date(?:Time)?$/.test(label) ? 'dateTime' : 'string';
}

/** Words without spaces, of that length, with a number at the end that makes them unique. */
function uniqueName(faker: Faker, length: number, index: number): string {
  const number = String(index).padStart(3, '0');
  const words = faker.lorem.words(8).replaceAll(' ', '');
  return `${words.padEnd(length, 'x').slice(0, length - number.length)}${number}`;
}

function sentenceOfLength(faker: Faker, length: number): string {
  let text = faker.lorem.sentence();
  while (text.length < length) text += ` ${faker.lorem.sentence()}`;
  return `${text
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length - 1, 'm')}.`;
}
