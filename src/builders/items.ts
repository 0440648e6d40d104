import type { Faker } from '@faker-js/faker';
import { type ApiVersion, externalActivityTypes, limits, type PropertyType, typeNamespace } from '../rules/index.ts';
import {
  type ConnectionSchema,
  type ExternalActivity,
  type ExternalGroup,
  type ExternalItem,
  type GroupMember,
  propertyTypeOf,
  type SchemaProperty,
  valueAnnotations,
} from '../schemas/index.ts';
import type { Source } from './connections.ts';
import type { SampleProperty } from './sample-systems.ts';
import { chooseSubject, forVersion } from './settings.ts';

/** An item that everyone may read, with a value for each property of the schema. */
export function item({ faker, uniqueId }: Source, { properties }: ConnectionSchema): ExternalItem {
  return {
    id: uniqueId(`TSP${faker.string.numeric(9)}`),
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: Object.fromEntries(properties.flatMap((property) => valueEntries(faker, property))),
    content: { type: 'text', value: faker.company.catchPhrase() },
  };
}

/** An external group, without members. */
export function group({ faker, uniqueId }: Source): ExternalGroup {
  const { company, slug } = chooseSubject(faker);
  const department = faker.commerce.department();
  return {
    id: uniqueId(`${slug}${department.toLowerCase().replace(/[^a-z]/g, '')}`),
    displayName: `${company} ${department}`,
    description: `Everyone who works in ${department} at ${company}`,
  };
}

/** A user as a member of an external group. */
export function member(faker: Faker): GroupMember {
  return { id: faker.string.uuid(), type: 'user' };
}

/** Something that a user did with an item. */
export function activity(faker: Faker): ExternalActivity {
  return {
    '@odata.type': `#${typeNamespace}.externalActivity`,
    type: faker.helpers.arrayElement(externalActivityTypes.filter((type) => type !== 'unknownFutureValue')),
    startDateTime: dateIn(faker),
    performedBy: { type: 'user', id: faker.string.uuid() },
  };
}

/** The value of a property; before an array, the annotation that names its type. */
function valueEntries(faker: Faker, property: SchemaProperty): (readonly [string, unknown])[] {
  const type = propertyTypeOf(property.type);
  const value = [property.name, values[type](faker, property)] as const;
  if (!type.endsWith('Collection')) return [value];
  return [[`${property.name}@odata.type`, valueAnnotations[type]], value];
}

type MakeValue = (faker: Faker, property: SchemaProperty) => unknown;

const text: MakeValue = (faker, { name }) => {
  if (/url$/i.test(name)) return `https://www.${chooseSubject(faker).slug}.example/${faker.lorem.slug()}`;
  return /by$|owner$/i.test(name) ? faker.person.fullName() : faker.company.catchPhrase();
};
const whole: MakeValue = (faker) => faker.number.int({ max: 10_000 });
const fraction: MakeValue = (faker) => faker.number.float({ max: 10_000, fractionDigits: 2 });
const date: MakeValue = (faker) => dateIn(faker);
const principal: MakeValue = (faker) => {
  const name = { firstName: faker.person.firstName(), lastName: faker.person.lastName() };
  return {
    '@odata.type': `#${valueAnnotations.principal}`,
    entraDisplayName: `${name.firstName} ${name.lastName}`,
    upn: faker.internet.exampleEmail(name).toLowerCase(),
  };
};
const listOf =
  (make: MakeValue): MakeValue =>
  (faker, property) =>
    faker.helpers.multiple(() => make(faker, property), { count: { min: 1, max: 3 } });

const values: Readonly<Record<PropertyType, MakeValue>> = {
  string: text,
  int64: whole,
  double: fraction,
  dateTime: date,
  boolean: (faker) => faker.datatype.boolean(),
  stringCollection: listOf(text),
  int64Collection: listOf(whole),
  doubleCollection: listOf(fraction),
  dateTimeCollection: listOf(date),
  principal,
  principalCollection: listOf(principal),
  unknownFutureValue: () => null,
};

function dateIn(faker: Faker): string {
  return faker.date.between({ from: '2026-01-01T00:00:00Z', to: '2026-12-31T23:59:59Z' }).toISOString();
}

/** The properties of every item, whatever its system; each has a label of Microsoft 365. */
const everywhere: readonly SampleProperty[] = [
  { name: 'title', type: 'string', use: 'search', description: 'Title of the item', alias: 'heading', label: 'title' },
  { name: 'url', type: 'string', use: 'show', description: 'Where the item opens in its system', label: 'url' },
  { name: 'iconUrl', type: 'string', use: 'show', description: 'Icon of the kind of item', label: 'iconUrl' },
  {
    name: 'lastModifiedBy',
    type: 'string',
    use: 'search',
    description: 'Who changed the item last',
    alias: 'editor',
    label: 'lastModifiedBy',
  },
  {
    name: 'lastModifiedDateTime',
    type: 'dateTime',
    use: 'query',
    description: 'When the item was changed last',
    alias: 'editedDate',
    label: 'lastModifiedDateTime',
  },
];

const flags = {
  search: { isSearchable: true, isQueryable: true, isRetrievable: true },
  filter: { isQueryable: true, isRefinable: true, isRetrievable: true },
  query: { isQueryable: true, isRetrievable: true },
  exact: { isQueryable: true, isRetrievable: true, isExactMatchRequired: true },
  show: { isRetrievable: true },
} as const satisfies Record<SampleProperty['use'], Partial<SchemaProperty>>;

/** The schema of the items of a system. */
export function schema({ faker, version }: Source): ConnectionSchema {
  const { system } = chooseSubject(faker);
  const properties = [...everywhere, ...system.properties].map((each) => propertyFrom(faker, each, version));
  return { baseType: limits.externalItemType, properties };
}

/** One property that the items of a system have of their own. */
export function schemaProperty({ faker, version }: Source): SchemaProperty {
  const { system } = chooseSubject(faker);
  return propertyFrom(faker, faker.helpers.arrayElement(system.properties), version);
}

function propertyFrom(faker: Faker, source: SampleProperty, version: ApiVersion): SchemaProperty {
  const { name, type, description, use, alias, label } = source;
  // A label has its own weight in the ranking, so only searched properties without one get a hint.
  const isTuned = use === 'search' && label === undefined;
  const property: SchemaProperty = {
    name,
    type,
    description,
    ...(alias && { aliases: [alias] }),
    ...(label && { labels: [label] }),
    ...flags[use],
    ...(isTuned && {
      rankingHint: { importanceScore: faker.helpers.arrayElement(['low', 'medium', 'high'] as const) },
    }),
  };
  return forVersion(property, version, 'property');
}
