import { expect, test } from 'vitest';
import { companyName, uuid } from '../../src/builders/draws.ts';
import { ownFaker } from '../../src/builders/own-faker.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => seed);

test('companies and GUIDs are those that faker draws with the same seed, again and again', () => {
  const ours = seeds.map((seed) => {
    const faker = ownFaker(seed);
    return [companyName(faker), uuid(faker), companyName(faker), uuid(faker)];
  });
  const theirs = seeds.map((seed) => {
    const faker = ownFaker(seed);
    return [faker.company.name(), faker.string.uuid(), faker.company.name(), faker.string.uuid()];
  });

  expect(ours).toEqual(theirs);
});
