import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import {
  type ApiVersion,
  asRecord,
  defaultContext,
  fakeToken,
  type GraphErrorCode,
  limits,
  ownedBy,
  type Permission,
  serviceRoots,
} from '../rules/index.ts';
import {
  badOption,
  type ConnectionSchema,
  type CreateExternalConnection,
  type ExternalActivity,
  type ExternalConnection,
  type ExternalGroup,
  type ExternalItem,
  type GraphError,
  type GroupMember,
  type LiveCreateExternalConnection,
  option,
  readOptions,
  ruleContextOptions,
  type SchemaProperty,
  schemaOption,
} from '../schemas/index.ts';
import * as connections from './connections.ts';
import * as items from './items.ts';
import * as settings from './settings.ts';

/** The options of `createBuilders`. */
export interface BuilderOptions {
  /** Whole number from 0; the same seed gives the same payloads, byte for byte. Default 1. */
  readonly seed?: number;
  /** Default `v1.0`: the payloads leave out what exists on beta only. */
  readonly version?: ApiVersion;
}

const builderOptions = {
  seed: option.wholeNumber(0),
  version: ruleContextOptions.version,
};

/**
 * Builders of valid payloads. Every call returns a new one, and every connection has an id that this set of builders
 * has not returned before. Overrides merge deeply: objects merge, arrays and values replace, `undefined` removes a
 * property. They are not checked, so that a test can build a payload that is refused.
 */
export interface Builders {
  /** Every property that a client may write. Valid in both profiles. */
  createRequest(overrides?: Overrides<LiveCreateExternalConnection>): LiveCreateExternalConnection;
  /** The properties of the reference page, without an id: nine on beta, seven on v1.0. Valid in profile documented alone. */
  documentedCreateRequest(overrides?: Overrides<CreateExternalConnection>): CreateExternalConnection;
  /** id, name and description. Valid in both profiles. */
  minimalCreateRequest(overrides?: Overrides<LiveCreateExternalConnection>): LiveCreateExternalConnection;
  /** Every documented limit reached. Valid in both profiles. */
  largestCreateRequest(overrides?: Overrides<LiveCreateExternalConnection>): LiveCreateExternalConnection;
  /** A connection as Graph returns it right after the create: in state draft. */
  connection(overrides?: Overrides<ExternalConnection>): ExternalConnection;
  /** The body of an error response; of several with that code, the first in `errorResponses`. */
  graphError(code: GraphErrorCode, overrides?: Overrides<GraphError>): GraphError;
  /** How Microsoft 365 finds the item behind a URL: one resolver. */
  activitySettings(overrides?: Overrides<settings.ActivitySettings>): settings.ActivitySettings;
  /** A resolver that finds the id of an item in its URL. */
  itemIdResolver(overrides?: Overrides<settings.ItemIdResolver>): settings.ItemIdResolver;
  /** The base URL of a system, and the pattern of its item URLs. */
  urlMatchInfo(overrides?: Overrides<settings.UrlMatchInfo>): settings.UrlMatchInfo;
  /** How results look in Microsoft Search: one display template. */
  searchSettings(overrides?: Overrides<settings.SearchSettings>): settings.SearchSettings;
  /** A display template with an Adaptive Card and one rule. */
  displayTemplate(overrides?: Overrides<settings.DisplayTemplate>): settings.DisplayTemplate;
  /** A rule on a property of the items: when a display template is used. */
  propertyRule(overrides?: Overrides<settings.PropertyRule>): settings.PropertyRule;
  /** The Adaptive Card of a search result template: the value of `layout`. */
  adaptiveCard(overrides?: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Beta only. Its cards are of version 1.2 and bind with `{property}`, as eDiscovery reads them. */
  complianceSettings(overrides?: Overrides<settings.ComplianceSettings>): settings.ComplianceSettings;
  /** Which apps may write to the connection: one. */
  configuration(overrides?: Overrides<settings.Configuration>): settings.Configuration;
  /**
   * An unsigned JSON Web Token, marked as a fake. By default it belongs to a new app that may create connections, and
   * expires in 2100. The emulator reads its claims and verifies no signature.
   *
   * @throws TypeError naming the option, its value and what to use.
   */
  accessToken(options?: AccessTokenOptions): string;
  /** The schema of a connection: five labelled properties that every item has, and three of one system. */
  schema(overrides?: Overrides<ConnectionSchema>): ConnectionSchema;
  /** 128 properties, every documented limit reached, each label used once and each type several times. */
  largestSchema(overrides?: Overrides<ConnectionSchema>): ConnectionSchema;
  /** One property of a schema, such as the department of an employee. */
  schemaProperty(overrides?: Overrides<SchemaProperty>): SchemaProperty;
  /**
   * An item for a connection with the schema: a value for each property, readable by everyone. Valid in both profiles.
   *
   * @throws TypeError when the schema is not one.
   */
  item(schema: ConnectionSchema, overrides?: Overrides<ExternalItem>): ExternalItem;
  /** An external group, to be created before it gets members. */
  group(overrides?: Overrides<ExternalGroup>): ExternalGroup;
  /** A member of an external group: a user. */
  member(overrides?: Overrides<GroupMember>): GroupMember;
  /** One of the activities of `addActivities`. */
  activity(overrides?: Overrides<ExternalActivity>): ExternalActivity;
}

/**
 * Builders with a faker instance of their own.
 *
 * @throws TypeError naming the option, its value and what to use.
 * @example
 * ```ts
 * import { createBuilders } from 'external-connection-testkit/builders';
 *
 * const build = createBuilders({ seed: 7 });
 * build.createRequest({ name: 'Docs', configuration: { authorizedAppIds: [] } });
 * ```
 */
export function createBuilders(options: BuilderOptions = {}): Builders {
  const { seed = 1, version = defaultContext.version } = readOptions('createBuilders', builderOptions, options);
  const faker = createFaker(seed);
  const source = { faker, version, uniqueId: createUniqueId() };
  const subject = () => settings.chooseSubject(faker);
  return {
    createRequest: (overrides) => merge(connections.createRequest(source), overrides),
    documentedCreateRequest: (overrides) => merge(connections.documentedCreateRequest(source), overrides),
    minimalCreateRequest: (overrides) => merge(connections.minimalCreateRequest(source), overrides),
    largestCreateRequest: (overrides) => merge(connections.largestCreateRequest(source), overrides),
    connection: (overrides) => merge(connections.connection(source), overrides),
    graphError: (code, overrides) => merge(connections.graphError(source, code), overrides),
    activitySettings: (overrides) => merge(settings.activitySettings(subject()), overrides),
    itemIdResolver: (overrides) => merge(settings.itemIdResolver(subject()), overrides),
    urlMatchInfo: (overrides) => merge(settings.urlMatchInfo(subject()), overrides),
    searchSettings: (overrides) => merge(settings.searchSettings(subject()), overrides),
    displayTemplate: (overrides) => merge(settings.displayTemplate(subject()), overrides),
    propertyRule: (overrides) => merge(settings.propertyRule(subject()), overrides),
    adaptiveCard: (overrides) => merge(settings.adaptiveCard(subject()), overrides),
    complianceSettings: (overrides) => merge(settings.complianceSettings(subject()), overrides),
    configuration: (overrides) => merge(settings.configuration(faker), overrides),
    accessToken: (options) => accessToken(faker, options),
    schema: (overrides) => merge(items.schema(source), overrides),
    largestSchema: (overrides) => merge(connections.largestSchema(source), overrides),
    schemaProperty: (overrides) => merge(items.schemaProperty(source), overrides),
    item(schema, overrides) {
      readOptions('build.item', { schema: option.required(schemaOption) }, { schema });
      return merge(items.item(source, schema), overrides);
    },
    group: (overrides) => merge(items.group(source), overrides),
    member: (overrides) => merge(items.member(faker), overrides),
    activity: (overrides) => merge(items.activity(faker), overrides),
  };
}

/**
 * A seeded faker instance that shares no state with any other. Its class is taken from the English instance, for
 * importing it from the root of faker loads all 70 locales (90 ms against 14 ms).
 */
function createFaker(seed: number): Faker {
  const OwnFaker = english.constructor as new (options: { locale: unknown; seed: number }) => Faker;
  return new OwnFaker({ locale: english.rawDefinitions, seed });
}

/** Room for the number at the end of the second and later ids of a word. */
const numberLength = 8;

/** A function that returns an id for a word, none of them twice: "contosohr", "contosohr2", "contosohr3". */
function createUniqueId(): (word: string, length?: number) => string {
  const returned = new Set<string>();
  const uses = new Map<string, number>();
  return (word, length = 0) => {
    const stem = word.slice(0, limits.connectionId.maximum - numberLength);
    let use = uses.get(stem) ?? 0;
    let id: string;
    do {
      use += 1;
      const number = use === 1 ? '' : String(use);
      id = `${stem.padEnd(length - number.length, 'x')}${number}`;
    } while (returned.has(id));
    uses.set(stem, use);
    returned.add(id);
    return id;
  };
}

/**
 * What a caller may override: any part of a payload, at any depth. Objects merge, arrays and values replace,
 * `undefined` removes the property.
 */
export type Overrides<Payload> = {
  readonly [Key in keyof Payload]?: Payload[Key] extends readonly unknown[] | null | undefined
    ? Payload[Key] | undefined
    : Payload[Key] extends object | null | undefined
      ? Overrides<NonNullable<Payload[Key]>> | null | undefined
      : Payload[Key] | undefined;
};

/** The payload with a copy of the overrides merged in; neither argument changes. */
export function merge<Payload extends object>(payload: Payload, overrides?: Overrides<Payload>): Payload {
  if (overrides === undefined) return payload;
  if (!asRecord(overrides)) throw badOption('overrides', overrides, "an object with what differs: { name: 'Docs' }");
  // Overrides<Payload> is made so that what comes out is a Payload again.
  return mergeObjects(payload, structuredClone(overrides)) as Payload;
}

function mergeObjects(base: object, overrides: object): object {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, override] of Object.entries(overrides)) {
    const [current, inner] = [asRecord(merged.get(key)), asRecord(override)];
    if (override === undefined) merged.delete(key);
    else merged.set(key, current && inner ? mergeObjects(current, inner) : override);
  }
  return Object.fromEntries(merged);
}

/** The claims of a fake access token. */
export interface AccessTokenOptions {
  /** Application permissions. Default `ExternalConnection.ReadWrite.OwnedBy`, unless scopes are given. */
  readonly roles?: readonly (Permission | (string & {}))[];
  /** Delegated permissions. Default none. */
  readonly scopes?: readonly (Permission | (string & {}))[];
  /** The app that calls. Default a new GUID. */
  readonly appId?: string;
  /** Default Microsoft Graph, global. */
  readonly audience?: string;
  /** Default the year 2100, so that the token needs no clock. */
  readonly expiresAt?: Date;
}

const permissions = option.array(option.text(''), 'an array of names of permissions');

const accessTokenOptions = {
  roles: permissions,
  scopes: permissions,
  appId: option.text('a string'),
  audience: option.text('a string'),
  expiresAt: option.where<Date>((value) => value instanceof Date && !Number.isNaN(value.getTime()), 'a Date'),
};

const farFuture = new Date('2100-01-01T00:00:00Z');

function accessToken(faker: Faker, options?: AccessTokenOptions): string {
  const given = readOptions('build.accessToken', accessTokenOptions, options);
  const { scopes, appId = faker.string.uuid(), audience = serviceRoots[0], expiresAt = farFuture } = given;
  const roles = given.roles ?? (scopes ? undefined : [ownedBy]);
  return fakeToken({
    aud: audience,
    exp: Math.floor(expiresAt.getTime() / 1000),
    appid: appId,
    ...(roles && { roles }),
    ...(scopes && { scp: scopes.join(' ') }),
  });
}
