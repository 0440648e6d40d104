import {
  type ApiVersion,
  enumMembers,
  isOpenType,
  itemMembers,
  type Member,
  members,
  membersOf,
  type Operation,
  operations,
  schemaMembers,
  typeNamespace,
} from '../../../src/rules/index.ts';
import { baseNamespace, type DeclaredProperty, type DeclaredType, type Metadata } from './metadata.ts';

/** The base of the URL resolvers: the tables name its one concrete type instead. */
export const resolverBase = 'urlToItemResolverBase';

/** Every structured type of the kit's tables. */
export const structuredTypes = [...Object.keys(members), ...Object.keys(schemaMembers), ...Object.keys(itemMembers)];

/** What a request can send: entities, and the value of an item's property, whose type only the schema names. */
const roots = ['externalConnection', 'schema', 'externalItem', 'externalGroup', 'identity', 'principal'];

const entities: readonly string[] = [
  'externalConnection',
  'schema',
  'externalItem',
  'externalActivity',
  'externalGroup',
  'identity',
];

/** Types of the namespace that only responses contain: the kit has no table of them. **Source:** metadata of beta and v1.0. */
const untabled = ['connectionOperation', 'external', 'externalActivityResult'];
const untabledOnBeta = ['connectionQuota'];

/** Navigation properties that a body may hold, as the tables have them, or that have operations alone. **Source:** metadata. */
const navigationBelow = {
  externalItem: [['activities', { type: 'externalActivity', collection: true }]],
  externalActivity: [['performedBy', { type: 'identity', collection: false }]],
  externalGroup: [['members', { type: 'identity', collection: true }]],
} as const;

interface Navigation {
  readonly type: string;
  readonly collection: boolean;
}

/** The navigation properties that the kit knows, by type: those of the paths in the table of operations. */
function paths(version: ApiVersion): Readonly<Record<string, readonly (readonly [string, Navigation])[]>> {
  const rows: readonly Operation[] = operations;
  const read = rows.flatMap(({ method, path, versions, responseBody: type }) => {
    const [, , , , name, id] = path.split('/');
    if (method !== 'GET' || name === undefined || type === undefined || !versions.includes(version)) return [];
    return [[name, { type, collection: id !== undefined }] as const];
  });
  return {
    external: [['connections', { type: 'externalConnection', collection: true }]],
    externalConnection: read,
    ...navigationBelow,
  };
}

/** The tables of the kit in the form of a metadata file; inherited properties are listed with the rest. */
export function kitMetadata(version: ApiVersion): Metadata {
  const reached = reachedIn(version);
  const types = [
    ...structuredTypes.filter((type) => reached.has(type)).map((type) => structuredType(type, version)),
    { ...nothing, name: fullNameOf(resolverBase), kind: 'ComplexType' as const, isAbstract: true },
    ...Object.entries(enumMembers)
      .filter(([name]) => reached.has(name))
      .map(([name, own]) => ({
        ...nothing,
        name: fullNameOf(name),
        kind: 'EnumType' as const,
        isFlags: name === 'contentExperienceType',
        enumMembers: own,
      })),
    {
      ...nothing,
      name: fullNameOf('external'),
      kind: 'EntityType' as const,
      navigation: navigationOf('external', version),
    },
  ];
  return {
    namespaces: new Set([typeNamespace]),
    types: new Map(types.map((type) => [type.name, type])),
    computed: new Set([`${fullNameOf('externalConnection')}/state`]),
  };
}

/** The names, without namespace, of all types that the version is known to have in the kit's namespace. */
export function knownTypes(version: ApiVersion): ReadonlySet<string> {
  const beta = version === 'beta' ? untabledOnBeta : [];
  return new Set([...reachedIn(version), resolverBase, ...untabled, ...beta]);
}

/** The full name of a type of the tables. */
export function fullNameOf(type: string): string {
  if (['String', 'Boolean', 'Int32', 'Int64', 'DateTimeOffset'].includes(type)) return `Edm.${type}`;
  return `${['Json', 'binaryOperator'].includes(type) ? baseNamespace : typeNamespace}.${type}`;
}

/** Whether the tables have a property, on beta only. */
export function isBetaOnly(type: string, name: string): boolean {
  const member = membersOf(type).get(name);
  return member?.betaOnly === true;
}

const nothing = {
  baseType: undefined,
  isAbstract: false,
  isOpen: false,
  isFlags: false,
  properties: new Map(),
  navigation: new Map(),
  enumMembers: [],
} satisfies Omit<DeclaredType, 'name' | 'kind'>;

function structuredType(type: string, version: ApiVersion): DeclaredType {
  const navigation = navigationOf(type, version);
  return {
    ...nothing,
    name: fullNameOf(type),
    kind: entities.includes(type) ? 'EntityType' : 'ComplexType',
    baseType: type === 'itemIdResolver' ? fullNameOf(resolverBase) : undefined,
    isOpen: isOpenType(type),
    properties: new Map(
      [...membersOf(type, version)]
        .filter(([name]) => !navigation.has(name))
        .map(([name, member]) => [name, propertyOf(member)]),
    ),
    navigation,
  };
}

function propertyOf({ type, collection, nullable }: Member): DeclaredProperty {
  return {
    type: fullNameOf(type === 'itemIdResolver' ? resolverBase : type),
    collection: collection === true,
    nullable,
  };
}

function navigationOf(type: string, version: ApiVersion): ReadonlyMap<string, DeclaredProperty> {
  const known = paths(version)[type] ?? [];
  return new Map(known.map(([name, of]) => [name, { ...of, type: fullNameOf(of.type), nullable: true }]));
}

/** The types of the tables that a request or a response of the version can contain. */
function reachedIn(version: ApiVersion): ReadonlySet<string> {
  const reached = new Set(['connectionOperationStatus']);
  const reach = (type: string): void => {
    reached.add(type);
    for (const [, { type: next, kind }] of membersOf(type, version)) if (kind !== 'primitive') reach(next);
  };
  for (const root of roots) reach(root);
  return reached;
}
