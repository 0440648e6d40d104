import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import {
  type ConnectionState,
  type CreateExternalConnection,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  createExternalConnectionSchema,
  ruleOperations,
  schemasFor,
} from '../../src/index.ts';

const valid = { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' };

describe('createExternalConnectionSchema', () => {
  test('is the documented request of beta', () => {
    expect(schemasFor({ profile: 'documented', version: 'beta' }).createRequest).toBe(createExternalConnectionSchema);
  });

  test('puts the id of the broken rule at the end of each message', () => {
    const result = createExternalConnectionSchema.safeParse({ id: 'my parts', nickname: 'parts' });

    expect(z.prettifyError(result.error ?? new z.ZodError([]))).toMatchInlineSnapshot(`
      "✖ Unknown property "nickname". [property.known]
      ✖ id must contain only ASCII letters and digits. [id.alphanumeric]
        → at id"
    `);
  });

  test('counts the characters of a name in UTF-16 code units, whatever zod does', () => {
    const named = (name: string) => createExternalConnectionSchema.safeParse({ name });

    expect(named(`${'n'.repeat(126)}😀`).success).toBe(true);
    expect(named(`${'n'.repeat(127)}😀`).error?.issues.map(({ message }) => message)).toEqual([
      'name must be at most 128 characters long. [name.length]',
    ]);
  });

  test('can be picked from', () => {
    const named = createExternalConnectionSchema.pick({ name: true });

    expect(named.safeParse({ name: 'Contoso HR' }).success).toBe(true);
    expect(named.safeParse({ id: 'contosohr' }).success).toBe(false);
  });

  test('can be extended, and keeps its rules', () => {
    const owned = createExternalConnectionSchema.extend({ owner: z.email() });

    expect(owned.safeParse({ ...valid, owner: 'hr@contoso.example' }).success).toBe(true);
    expect(owned.safeParse({ ...valid, id: 'x', owner: 'hr@contoso.example' }).success).toBe(false);
  });

  test('keeps undeclared properties in configuration, which is an open type', () => {
    const body = { ...valid, configuration: { authorizedApps: ['a47b35b7'], retention: { days: 30 } } };

    expect(createExternalConnectionSchema.parse(body)).toEqual(body);
  });

  test.for([
    ['state', connectionStates],
    ['contentCategory', contentCategories],
    ['enabledContentExperiences', contentExperienceTypes],
  ] as const)('accepts each %s in any letter case and gives it as the metadata writes it', ([property, members]) => {
    for (const member of members) {
      for (const spelling of [member, member.toUpperCase(), member.toLowerCase()]) {
        expect(createExternalConnectionSchema.parse({ [property]: spelling })).toEqual({ [property]: member });
      }
    }
  });

  test('accepts each operation and operator of a property rule in any letter case', () => {
    const rules = ruleOperations.map((operation) => ({
      operation: operation.toUpperCase(),
      property: 'title',
      values: ['a'],
      valuesJoinedBy: 'AND',
    }));
    const template = { id: 'card', priority: 1, layout: {}, rules };

    const parsed = createExternalConnectionSchema.parse({ searchSettings: { searchResultTemplates: [template] } });

    const [{ rules: found } = {}] = parsed.searchSettings?.searchResultTemplates ?? [];
    expect(found?.map(({ operation }) => operation)).toEqual(ruleOperations);
    expect(found?.every(({ valuesJoinedBy }) => valuesJoinedBy === 'and')).toBe(true);
  });

  test.for([
    ['search,compliance', 'search, compliance'],
    ['COMPLIANCE,  Search', 'compliance, search'],
  ])('writes the flags %s as %s', ([sent, canonical]) => {
    const parsed = createExternalConnectionSchema.parse({ enabledContentExperiences: sent });

    expect(parsed.enabledContentExperiences).toBe(canonical);
  });

  test('has types that say what a request holds', () => {
    expectTypeOf<CreateExternalConnection['state']>().toEqualTypeOf<ConnectionState | null | undefined>();
    expectTypeOf<CreateExternalConnection['id']>().toEqualTypeOf<string | undefined>();
    const { createRequest } = schemasFor({ profile: 'live', version: 'v1.0' });
    expectTypeOf<z.infer<typeof createRequest>['id']>().toEqualTypeOf<string>();
    expectTypeOf<z.infer<typeof createRequest>['complianceSettings']>().toEqualTypeOf<undefined>();
  });
});

describe('the switches of schemasFor', () => {
  const templates = { eDiscoveryResultTemplates: [{ id: 'bad id', priority: 1, layout: {} }] };

  test.for([
    ['strictDescription', 'beta', { id: 'contosohr', name: 'Contoso HR' }, valid],
    ['rejectReadOnly', 'beta', { ...valid, state: 'draft' }, valid],
    ['rejectReadOnly', 'beta', { ...valid, ingestedItemsCount: 7 }, valid],
    ['rejectReadOnly', 'v1.0', { ...valid, state: 'draft' }, valid],
  ] as const)('%s, on %s, refuses what is accepted without it', ([name, version, refused, accepted]) => {
    const strict = schemasFor({ profile: 'documented', version, [name]: true }).createRequest;

    expect(schemasFor({ profile: 'documented', version }).createRequest.safeParse(refused).success).toBe(true);
    expect(strict.safeParse(refused).success).toBe(false);
    expect(strict.safeParse(accepted).success).toBe(true);
  });

  test('betaSettingsOnV1 accepts on v1.0 what beta has, and still checks it', () => {
    const lenient = schemasFor({ profile: 'documented', version: 'v1.0', betaSettingsOnV1: true }).createRequest;

    expect(lenient.safeParse({ ...valid, complianceSettings: {}, enabledContentExperiences: 'search' }).success).toBe(
      true,
    );
    expect(lenient.safeParse({ ...valid, complianceSettings: templates }).success).toBe(false);
    expect(lenient.safeParse({ ...valid, ingestedItemsCount: 1 }).success).toBe(true);
    expect(lenient.safeParse({ ...valid, ingestedItemsCount: '1' }).success).toBe(false);
  });

  test('rejectReadOnly leaves v1.0 the rule of its own for what beta alone has', () => {
    const { error } = schemasFor({
      profile: 'documented',
      version: 'v1.0',
      rejectReadOnly: true,
    }).createRequest.safeParse({
      ...valid,
      ingestedItemsCount: 7,
    });

    expect(error?.issues[0]?.message).toMatch(/\[ingestedItemsCount\.betaOnly\]$/);
  });

  test('experiencesAsArray is on for v1.0, which has the setting only with betaSettingsOnV1', () => {
    const body = { ...valid, enabledContentExperiences: ['search'] };
    const accepts = (options: object) =>
      schemasFor({ version: 'v1.0', ...options }).createRequest.safeParse(body).success;

    expect(accepts({ profile: 'documented' })).toBe(false);
    expect(accepts({ profile: 'documented', betaSettingsOnV1: true })).toBe(true);
    expect(accepts({})).toBe(true);
    expect(accepts({ betaSettingsOnV1: false })).toBe(false);
    expect(accepts({ experiencesAsArray: false })).toBe(false);
    expect(schemasFor({ profile: 'documented', version: 'beta' }).createRequest.safeParse(body).success).toBe(false);
  });

  test('the same switches give the same schema', () => {
    expect(schemasFor({ profile: 'documented', version: 'beta', strictDescription: true }).createRequest).toBe(
      schemasFor({ profile: 'documented', version: 'beta', strictDescription: true }).createRequest,
    );
    expect(schemasFor({ profile: 'documented', version: 'beta' }).createRequest).toBe(createExternalConnectionSchema);
  });

  test.for([[{ toString: [] }], [null], [7]])('experiencesAsArray refuses an array with %j', (each) => {
    const schema = schemasFor({ profile: 'documented', version: 'beta', experiencesAsArray: true }).createRequest;

    expect(schema.safeParse({ enabledContentExperiences: [each] }).success).toBe(false);
  });

  test('experiencesAsArray accepts an array and gives a string', () => {
    const lenient = schemasFor({ profile: 'documented', version: 'beta', experiencesAsArray: true }).createRequest;

    const parsed = lenient.parse({ ...valid, enabledContentExperiences: ['search', 'compliance'] });

    expect(parsed.enabledContentExperiences).toBe('search, compliance');
    expect(lenient.safeParse({ ...valid, enabledContentExperiences: ['video'] }).success).toBe(false);
  });
});
