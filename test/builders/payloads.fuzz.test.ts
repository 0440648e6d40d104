import { expect, test } from 'vitest';
import type * as z from 'zod';
import { createBuilders } from '../../src/builders/index.ts';
import { externalConnectionSchema, type Profile, schemasFor } from '../../src/index.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';

type Form = 'createRequest' | 'minimalCreateRequest' | 'largestCreateRequest' | 'documentedCreateRequest';

const { numRuns: count, seed } = budgetOf(10_000);
const timeout = timeoutOf(120_000);
const versions = ['beta', 'v1.0'] as const;

const forms: [Form, Profile[]][] = [
  ['createRequest', ['documented', 'live']],
  ['minimalCreateRequest', ['documented', 'live']],
  ['largestCreateRequest', ['documented', 'live']],
  ['documentedCreateRequest', ['documented']],
];
const rows = forms.flatMap(([form, profiles]) => versions.map((version) => ({ form, profiles, version })));

/** Fails where a schema refuses a payload of those that are built, and then prints the seed. */
function expectValid(make: () => unknown, schema: z.ZodType, runs = count) {
  const refused = Array.from({ length: runs }, () => make()).filter((payload) => !schema.safeParse(payload).success);
  expect(refused, `seed ${seed}`).toEqual([]);
}

test.for(rows)('every $form on $version is valid in $profiles', timeout, ({ form, profiles, version }) => {
  for (const profile of profiles) {
    expectValid(createBuilders({ seed, version })[form], schemasFor({ profile, version }).createRequest);
  }
});

test('every connection is a valid response', timeout, () => {
  expectValid(createBuilders({ version: 'beta', seed }).connection, externalConnectionSchema);
});

test('no two ids of all forms are equal, in any case', timeout, () => {
  const build = createBuilders({ version: 'beta', seed });
  const makers = [build.createRequest, build.minimalCreateRequest, build.largestCreateRequest, build.connection];

  const ids = Array.from({ length: count }, (_, index) => makers[index % 4]?.().id.toLowerCase());

  expect(new Set(ids).size, `seed ${seed}`).toBe(count);
});

test.for(versions)('every schema on %s is valid', timeout, (version) => {
  expectValid(createBuilders({ seed, version }).schema, schemasFor({ profile: 'documented', version }).schemaRequest);
});

test.for(versions)('every property on %s is valid', timeout, (version) => {
  const { element } = schemasFor({ profile: 'documented', version }).schemaRequest.shape.properties;

  expectValid(createBuilders({ seed, version }).schemaProperty, element);
});

test.for(versions)('every largest schema on %s is valid', timeout, (version) => {
  expectValid(
    createBuilders({ seed, version }).largestSchema,
    schemasFor({ profile: 'documented', version }).schemaRequest,
    count / 100,
  );
});
