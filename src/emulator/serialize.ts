import {
  type ApiVersion,
  contextUrl,
  isUsGovernment,
  labels,
  membersOf,
  openQuestions,
  type Profile,
  pathOf,
  propertyTypes,
  typeNamespace,
} from '../rules/index.ts';
import type { CreateExternalConnection, ExternalConnection } from '../schemas/index.ts';

/** How much of OData's own data a response carries. */
type MetadataLevel = 'none' | 'minimal' | 'full';

/** The form of a response: what the client asked for by its headers, and where it called. */
export interface Representation {
  /** Scheme, host and port of the service. */
  readonly root: string;
  readonly version: ApiVersion;
  readonly profile: Profile;
  readonly level: MetadataLevel;
  /** Whether Int64 is written as a string. */
  readonly ieee754Compatible: boolean;
  /** Whether enum members behind the sentinel are shown as they are. */
  readonly showsUnknownMembers: boolean;
  /** The properties to show; undefined for all. */
  readonly select?: readonly string[] | undefined;
}

/**
 * What the headers Accept and Prefer ask for. **Source:** OData JSON format 4.0, section 3.1; CLI for Microsoft 365
 * sends `odata.metadata=none`; evolvable enums in Graph's best practices.
 */
export function negotiate(
  headers: Headers,
): Pick<Representation, 'level' | 'ieee754Compatible' | 'showsUnknownMembers'> {
  const accept = headers.get('accept') ?? '';
  const level = /odata\.metadata=(none|minimal|full)/i.exec(accept)?.[1]?.toLowerCase() ?? 'minimal';
  return {
    // The pattern lets nothing else through.
    level: level as MetadataLevel,
    ieee754Compatible: /IEEE754Compatible=true/i.test(accept),
    showsUnknownMembers: /include-unknown-enum-members/i.test(headers.get('prefer') ?? ''),
  };
}

/** A connection as a response of its own shows it: with its context. */
export function serializeOne(connection: ExternalConnection, how: Representation): Record<string, unknown> {
  const context = contextUrl(how.root, how.version, `${selectionOf(how.select)}/$entity`);
  return { ...(how.level !== 'none' && { '@odata.context': context }), ...serialize(connection, how) };
}

/**
 * A connection as a response shows it. `none` has no annotation at all. `minimal` has the type of each URL resolver,
 * whose declared type is abstract; profile documented also keeps the annotations that the request had, as the page
 * prints them. `full` names every type, and the URL of the connection.
 */
export function serialize(connection: ExternalConnection, how: Representation): Record<string, unknown> {
  const { level, select } = how;
  const location = level === 'full' && locationOf(how, connection.id);
  const annotated = annotate(connection, 'externalConnection', how);
  const count = annotated.ingestedItemsCount;
  const all: Record<string, unknown> = {
    ...(location && { '@odata.id': location, '@odata.editLink': location }),
    ...annotated,
    // Int64 is a number, unless the client says that its JSON reader cannot hold one.
    ...(how.ieee754Compatible && typeof count === 'number' && { ingestedItemsCount: String(count) }),
  };
  // What the metadata of that cloud lacks.
  if (isUsGovernment(how.root) && how.version === 'v1.0') delete all.contentCategory;
  if (!select) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('@') || select.includes(name)));
}

/** A schema as a response shows it: members that are hidden by default are `unknownFutureValue`. */
export function serializeSchema(
  schema: Readonly<Record<string, unknown>>,
  how: Representation,
  connectionId: string,
): Record<string, unknown> {
  const shown = (members: readonly string[], member: unknown) =>
    how.showsUnknownMembers || members.indexOf(String(member)) <= members.indexOf('unknownFutureValue')
      ? member
      : 'unknownFutureValue';
  const annotated = annotate(schema, 'schema', how);
  // The registration has passed its schema.
  const properties = (annotated.properties ?? []) as readonly Readonly<Record<string, unknown>>[];
  return {
    ...annotationsOf('schema', `('${connectionId}')/schema/$entity`, how),
    ...annotated,
    properties: properties.map((property) => ({
      ...property,
      type: shown(propertyTypes, property.type),
      ...(Array.isArray(property.labels) && { labels: property.labels.map((label) => shown(labels, label)) }),
    })),
  };
}

/** What OData says of a value below a connection: its context, and at level `full` its type. */
export function annotationsOf(
  type: string,
  path: string,
  { root, version, level }: Representation,
): Record<string, string> {
  return {
    ...(level !== 'none' && { '@odata.context': contextUrl(root, version, path) }),
    ...(level === 'full' && { '@odata.type': `#${typeNamespace}.${type}` }),
  };
}

/** The selected properties, as a context names them. */
export function selectionOf(select: readonly string[] | undefined): string {
  return select ? `(${select.join(',')})` : '';
}

/** The URL of an operation's path, such as that of a connection. */
export function urlOf({ root, version }: Pick<Representation, 'root' | 'version'>, path: string): string {
  return `${root}/${version}${path}`;
}

/** The URL of a connection, its key as a path segment. */
export function locationOf(how: Pick<Representation, 'root' | 'version'>, connectionId: string): string {
  return urlOf(how, pathOf('getConnection', { connectionId }));
}

/** A value of a type with the annotations that the client asked for, and without what its version lacks. */
export function annotate(
  value: Readonly<Record<string, unknown>>,
  type: string,
  how: Representation,
): Record<string, unknown> {
  const { '@odata.type': sent, ...rest } = value;
  const typeName = annotation(type, sent, how);
  const result: Record<string, unknown> = { ...(typeName !== undefined && { '@odata.type': typeName }), ...rest };
  const known = membersOf(type, how.version);
  for (const [name, member] of membersOf(type)) {
    if (!known.has(name)) delete result[name];
    else if (member.kind === 'structured' && result[name]) result[name] = inner(result[name], member.type, how);
  }
  return result;
}

function inner(value: unknown, type: string, how: Representation): unknown {
  if (Array.isArray(value)) return value.map((element) => inner(element, type, how));
  // The request has passed its schema: a structured value that is not an array is an object.
  return annotate(value as Record<string, unknown>, type, how);
}

function annotation(type: string, sent: unknown, { level, profile }: Representation): unknown {
  if (level === 'none') return undefined;
  if (level === 'full' || type === 'itemIdResolver') return `#${typeNamespace}.${type}`;
  return profile === 'documented' ? sent : undefined;
}

interface Creation extends Pick<Representation, 'profile' | 'version'> {
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
