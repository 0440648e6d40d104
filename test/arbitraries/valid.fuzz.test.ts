import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequest, schemaRequest } from '../../src/arbitraries/index.ts';
import { schemasFor } from '../../src/index.ts';
import { judgesFor } from '../conformance/judges.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';
import { answersTo } from './answer-to.ts';
import { contexts, versions } from './contexts.ts';

// JSON Schema has words for one letter case of an enum alone: it gets what zod makes of a body.

test.for(contexts)(
  'create requests are accepted by zod, JSON Schema and the emulator in $profile, $version',
  timeoutOf(300_000),
  async (context) => {
    const schema = schemasFor(context).createRequest;
    const jsonSchema = judgesFor('createConnection', context)['JSON Schema'];
    const answerTo = answersTo('createConnection', context);

    await fc.assert(
      fc.asyncProperty(createRequest(context), async (body) => {
        const inOwnCase = schema.parse(body);

        expect(await jsonSchema?.(inOwnCase)).toEqual({ accepts: true });
        expect((await answerTo(body)).status).toBe(201);
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
    const jsonSchema = judgesFor('updateSchema', context)['JSON Schema'];
    const answerTo = answersTo('updateSchema', context);

    await fc.assert(
      fc.asyncProperty(schemaRequest(context), async (body) => {
        const inOwnCase = schema.parse(body);

        expect(await jsonSchema?.(inOwnCase)).toEqual({ accepts: true });
        expect((await answerTo(body)).status).toBe(202);
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
  const answerTo = answersTo('createConnection', context);

  await fc.assert(
    fc.asyncProperty(createRequest(context), async (body) => {
      expect((await answerTo(body)).status).toBe(201);
    }),
    budgetOf(1000),
  );
});

test('an option that does not exist is a TypeError that names it', () => {
  expect(() => createRequest({ version: 'v2.0' as 'beta' })).toThrow(
    new TypeError('The option version is "v2.0". Use "beta" or "v1.0".'),
  );
});
