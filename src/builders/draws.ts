import type { Faker } from '@faker-js/faker';

// What faker gives for the same draws, without its templates: to read them took two thirds of the time of a payload.

/** The same as `faker.string.uuid()`. */
export function uuid(faker: Faker): string {
  let digits = '';
  for (let digit = 0; digit < 30; digit += 1) digits += faker.number.int(15).toString(16);
  const variant = faker.number.int({ min: 8, max: 11 }).toString(16);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`, variant + digits.slice(15, 18)];
  return `${parts.join('-')}-${digits.slice(18)}`;
}

const legalForms = ['Group', 'Inc', 'LLC', 'and Sons'] as const;
const companyPatterns = ['A - B', 'A Inc', 'A, B and C'] as const;

/** The same as `faker.company.name()` in English. */
export function companyName(faker: Faker): string {
  const pattern = faker.helpers.arrayElement(companyPatterns);
  const name = lastName(faker);
  if (pattern === 'A Inc') return `${name} ${faker.helpers.arrayElement(legalForms)}`;
  const second = lastName(faker);
  return pattern === 'A - B' ? `${name} - ${second}` : `${name}, ${second} and ${lastName(faker)}`;
}

const lastNamePatterns = [
  { value: 'A', weight: 95 },
  { value: 'A-B', weight: 5 },
] as const;

/** The same as `faker.person.lastName()` in English. */
function lastName(faker: Faker): string {
  const { generic: names = [] } = faker.definitions.person.last_name;
  // Faker draws a sex before a name, though no English one has any.
  faker.person.sexType();
  const pattern = faker.helpers.weightedArrayElement(lastNamePatterns);
  const name = faker.helpers.arrayElement(names);
  return pattern === 'A' ? name : `${name}-${faker.helpers.arrayElement(names)}`;
}
