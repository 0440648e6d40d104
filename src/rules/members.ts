import { oncePer } from './as-record.ts';
import { type ApiVersion, labels, propertyTypes } from './vocabulary.ts';

/** One property of a structured type, as the metadata declares it. */
export interface Member {
  /** `String`, `Boolean`, `Int32`, `Int64`, `DateTimeOffset`, `Json`, an enum, or the name of another type in these tables. */
  readonly type: string;
  readonly collection?: true;
  readonly nullable: boolean;
  readonly betaOnly?: true;
  readonly kind: 'primitive' | 'enum' | 'structured';
}

const primitive = (
  type: 'String' | 'Boolean' | 'Int32' | 'Int64' | 'Json' | 'DateTimeOffset',
  nullable = true,
): Member => ({
  type,
  nullable,
  kind: 'primitive',
});
const member = (type: string, nullable = true): Member => ({ type, nullable, kind: 'enum' });
const structured = (type: string): Member => ({ type, nullable: true, kind: 'structured' });
const collection = (of: Member): Member => ({ ...of, collection: true });
const betaOnly = (of: Member): Member => ({ ...of, betaOnly: true });

/**
 * Every property of every type that a create request can hold, in the order of the metadata.
 * Not a schema: the zod schemas are written by hand and proven to agree with it.
 * **Source:** metadata of beta and v1.0; `String` may be null unless said, `configuration` is an open type.
 */
export const members = {
  externalConnection: {
    id: primitive('String', false),
    activitySettings: structured('activitySettings'),
    complianceSettings: betaOnly(structured('complianceSettings')),
    configuration: structured('configuration'),
    connectorId: primitive('String'),
    contentCategory: member('contentCategory', false),
    description: primitive('String'),
    enabledContentExperiences: betaOnly(member('contentExperienceType')),
    ingestedItemsCount: betaOnly(primitive('Int64')),
    name: primitive('String'),
    searchSettings: structured('searchSettings'),
    state: member('connectionState'),
  },
  activitySettings: { urlToItemResolvers: collection(structured('itemIdResolver')) },
  itemIdResolver: {
    priority: primitive('Int32'),
    itemId: primitive('String', false),
    urlMatchInfo: structured('urlMatchInfo'),
  },
  urlMatchInfo: { baseUrls: collection(primitive('String')), urlPattern: primitive('String') },
  searchSettings: { searchResultTemplates: collection(structured('displayTemplate')) },
  complianceSettings: { eDiscoveryResultTemplates: collection(structured('displayTemplate')) },
  displayTemplate: {
    id: primitive('String', false),
    layout: primitive('Json', false),
    priority: primitive('Int32', false),
    rules: collection(structured('propertyRule')),
  },
  propertyRule: {
    operation: member('ruleOperation', false),
    property: primitive('String', false),
    values: collection(primitive('String', false)),
    valuesJoinedBy: member('binaryOperator', false),
  },
  configuration: { authorizedAppIds: collection(primitive('String')) },
} as const satisfies Record<string, Record<string, Member>>;

export type StructuredType = keyof typeof members;

/**
 * The same of every type that the registration of a schema can hold.
 * **Source:** metadata of beta and v1.0; `id` is inherited from entity.
 */
export const schemaMembers = {
  schema: {
    id: primitive('String', false),
    baseType: primitive('String', false),
    properties: collection(structured('property')),
  },
  property: {
    aliases: collection(primitive('String')),
    description: primitive('String'),
    isExactMatchRequired: betaOnly(primitive('Boolean')),
    isQueryable: primitive('Boolean'),
    isRefinable: primitive('Boolean'),
    isRetrievable: primitive('Boolean'),
    isSearchable: primitive('Boolean'),
    labels: collection(member('label')),
    name: primitive('String', false),
    rankingHint: betaOnly(structured('rankingHint')),
    type: member('propertyType', false),
  },
  rankingHint: { importanceScore: member('importanceScore', false) },
} as const satisfies Record<string, Record<string, Member>>;

/**
 * The same of every type that the requests for items, groups and members can hold, with their navigation properties
 * where a body can have them. `properties` is an open type: the schema of the connection names what is in it.
 * **Source:** metadata of beta and v1.0; `id` is inherited from entity.
 */
export const itemMembers = {
  externalItem: {
    id: primitive('String', false),
    acl: collection(structured('acl')),
    content: structured('externalItemContent'),
    informationProtectionLabel: structured('externalItemInformationProtectionLabel'),
    properties: structured('properties'),
    activities: collection(structured('externalActivity')),
  },
  acl: {
    accessType: member('accessType', false),
    identitySource: betaOnly(member('identitySourceType')),
    type: member('aclType', false),
    value: primitive('String', false),
  },
  externalItemContent: { type: member('externalItemContentType', false), value: primitive('String') },
  externalItemInformationProtectionLabel: { sensitivityLabelId: primitive('String') },
  properties: {},
  principal: {
    email: primitive('String'),
    entraDisplayName: primitive('String'),
    entraId: primitive('String'),
    externalId: primitive('String'),
    externalName: primitive('String'),
    tenantId: primitive('String'),
    upn: primitive('String'),
  },
  externalActivity: {
    id: primitive('String', false),
    startDateTime: primitive('DateTimeOffset', false),
    type: member('externalActivityType', false),
    performedBy: structured('identity'),
  },
  externalGroup: { id: primitive('String', false), description: primitive('String'), displayName: primitive('String') },
  identity: { id: primitive('String', false), type: member('identityType') },
} as const satisfies Record<string, Record<string, Member>>;

/** The parameters of an action, as its body has them. */
const actionParameters = { addActivitiesRequest: { activities: collection(structured('externalActivity')) } };

/** The types of which a request body can be. */
export type RootType = 'externalConnection' | 'schema' | 'externalItem' | 'externalGroup' | 'identity';

/** Whether a type takes properties that the metadata does not name. **Source:** metadata, OpenType="true". */
export const isOpenType = (type: string): boolean => type === 'configuration' || type === 'properties';

/** The members of a type in a version, by name. */
export function membersOf(type: string, version: ApiVersion = 'beta'): NamedMembers {
  return membersIn(version).get(type) ?? new Map();
}

type NamedMembers = ReadonlyMap<string, Member>;

/** Made once: an emulator asks for each value that it shows. */
const membersIn = oncePer((version: ApiVersion): ReadonlyMap<string, NamedMembers> => {
  const tables = Object.entries({ ...members, ...schemaMembers, ...itemMembers, ...actionParameters });
  const isDeclared = ([, { betaOnly }]: [string, Member]) => version === 'beta' || !betaOnly;
  return new Map(tables.map(([type, table]) => [type, new Map(Object.entries<Member>(table).filter(isDeclared))]));
});

const controlInformation =
  /^[^@]*@odata\.(?:context|metadataEtag|type|count|nextLink|deltaLink|id|editLink|readLink|etag|navigationLink|associationLink)$/;

/**
 * Whether a property is control information, which an entity has as it is read and which is not a part of it:
 * `@odata.context`, `@odata.etag`, `labels@odata.type`. The type of the object itself is not: it has rules.
 *
 * **Source:** OData JSON format 4.01, section 4.6.
 */
export function isControlInformation(name: string): boolean {
  return name !== '@odata.type' && name.includes('@') && controlInformation.test(name);
}

const notInUsGovernment: Readonly<Record<string, readonly string[]>> = {
  externalConnection: ['contentCategory'],
  property: ['description'],
  externalItem: ['informationProtectionLabel'],
};

/**
 * Whether the metadata of the US government cloud lacks a property of v1.0, or its value: labels and types behind
 * `unknownFutureValue`. **Source:** v1.0-Fairfax metadata at f54f11b.
 */
export function isBeyondUsGovernment(type: string, name: string, value: unknown): boolean {
  if (notInUsGovernment[type]?.includes(name)) return true;
  if (type !== 'property') return false;
  if (name === 'type') return isBehindSentinel(propertyTypes, value);
  return name === 'labels' && Array.isArray(value) && value.some((label) => isBehindSentinel(labels, label));
}

function isBehindSentinel(enumMembers: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && enumMembers.indexOf(value) > enumMembers.indexOf('unknownFutureValue');
}

/** A place in a body: a JSON pointer with `*` for any element, and what stands there. */
interface BodyPlace {
  readonly pointer: string;
  readonly member: Member;
  /** Whether a list stands there, not one of its elements, and no single value. */
  readonly isList: boolean;
}

/** The pointers of all places in a body that pass the test; by default the body of a create request. */
export function placesWhere(test: (place: BodyPlace) => boolean, root: RootType = 'externalConnection'): string[] {
  return placesFrom(root)
    .filter(test)
    .map(({ pointer }) => pointer);
}

/** The places in each body, found once: many rules ask. */
const placesFrom = oncePer((root: RootType) => everyPlace(root, ''));

/** The pointers of all values of a type in a create request; the root is the empty pointer. */
export function placesOf(type: StructuredType): string[] {
  if (type === 'externalConnection') return [''];
  return placesWhere(({ member, isList }) => member.type === type && !isList);
}

function everyPlace(type: string, at: string): BodyPlace[] {
  return [...membersOf(type)].flatMap(([name, member]) => {
    const pointer = `${at}/${name}`;
    const lists: BodyPlace[] = member.collection ? [{ pointer, member, isList: true }] : [];
    const value = member.collection ? `${pointer}/*` : pointer;
    return [...lists, { pointer: value, member, isList: false }, ...everyPlace(member.type, value)];
  });
}
