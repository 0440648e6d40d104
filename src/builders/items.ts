import type { Faker } from '@faker-js/faker';
import { externalActivityTypes, type PropertyType, typeNamespace } from '../rules/index.ts';
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
import { chooseSubject } from './settings.ts';

/** An item that everyone may read, with a value for each property of the schema. */
export function item({ faker, uniqueId }: Source, { properties }: ConnectionSchema): ExternalItem {
  return {
    id: uniqueId(`TSP${faker.string.numeric(9)}`),
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: Object.fromEntries(properties.flatMap((property) => entriesOf(faker, property))),
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
function entriesOf(faker: Faker, property: SchemaProperty): (readonly [string, unknown])[] {
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
