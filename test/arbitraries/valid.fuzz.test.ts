import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequest, schemaRequest } from '../../src/arbitraries/index.ts';
import { schemasFor } from '../../src/index.ts';
import { checkersFor } from '../conformance/checkers.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';
import { contexts, versions } from './contexts.ts';
import { responsesTo } from './response-to.ts';

// JSON Schema knows an enum in one case only: it gets the body that zod returns.

test.for(contexts)(
  'create requests are accepted by zod, JSON Schema and the emulator in $profile, $version',
  timeoutOf(300_000),
  async (context) => {
    const schema = schemasFor(context).createRequest;
    const jsonSchema = checkersFor('createConnection', context)['JSON Schema'];
    const responseTo = responsesTo('createConnection', context);

    await fc.assert(
      fc.asyncProperty(createRequest(context), async (body) => {
        const inOwnCase = schema.parse(body);

        expect(await jsonSchema?.(inOwnCase)).toEqual({ accepts: true });
        expect((await responseTo(body)).status).toBe(201);
      }),
      budgetOf(2000),
    );
  },
);

test.for(versions)(
  'registrations of a schema are accepted by zod, JSON Schema and the emulator on $version',
  timeoutOf(300_000),
  async (context) => {
    const schema = schemasFor(context).schemaRequest;
    const jsonSchema = checkersFor('updateSchema', context)['JSON Schema'];
    const responseTo = responsesTo('updateSchema', context);

    await fc.assert(
      fc.asyncProperty(schemaRequest(context), async (body) => {
        const inOwnCase = schema.parse(body);

        expect(await jsonSchema?.(inOwnCase)).toEqual({ accepts: true });
        expect((await responseTo(body)).status).toBe(202);
      }),
      budgetOf(1000),
    );
  },
);

test.for([
  { strictDescription: true },
  { rejectReadOnly: true },
  { betaSettingsOnV1: true, version: 'v1.0' },
  { experiencesAsArray: true },
] as const)('create requests are accepted under the switch %o', timeoutOf(300_000), async (context) => {
  const responseTo = responsesTo('createConnection', context);

  await fc.assert(
    fc.asyncProperty(createRequest(context), async (body) => {
      expect((await responseTo(body)).status).toBe(201);
    }),
    budgetOf(1000),
  );
});

test('an option that does not exist is a TypeError that names it', () => {
  expect(() => createRequest({ profile: 'documented', version: 'v2.0' as 'beta' })).toThrow(
    new TypeError('The option version is "v2.0". Use "beta" or "v1.0".'),
  );
});
