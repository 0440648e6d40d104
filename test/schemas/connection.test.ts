import { describe, expect, expectTypeOf, test } from 'vitest';
import { type ExternalConnection, externalConnectionSchema, graphErrorSchema, schemasFor } from '../../src/index.ts';
import { postmanAnswer } from '../conformance/documented-samples.ts';

describe('externalConnectionSchema', () => {
  test.for([
    [
      'the response of the create page',
      {
        id: 'contosohr',
        name: 'Contoso HR',
        description: 'Connection to index Contoso HR system',
        state: 'draft',
        configuration: { authorizedAppIds: ['d310d35d-72ec-47dd-92f2-fb9c40936555'] },
      },
    ],
    ['the response that Microsoft printed in 2021, with a null state and authorizedApps', postmanAnswer],
    ['an id alone', { id: 'contosohr' }],
    ['an enum member of the future', { id: 'contosohr', state: 'archived', contentCategory: 'games' }],
    ['a property of the future', { id: 'contosohr', retentionInDays: 30, searchSettings: { layoutEngine: 'v2' } }],
  ])('accepts %s and keeps all of it', ([, body]) => {
    expect(externalConnectionSchema.parse(body)).toEqual(body);
  });

  test.for([
    ['a response without an id', {}, ['id']],
    ['a number as name', { id: 'contosohr', name: 7 }, ['name']],
    ['an Int64 as a string', { id: 'contosohr', ingestedItemsCount: '700000' }, ['ingestedItemsCount']],
    ['a state that is no string', { id: 'contosohr', state: 2 }, ['state']],
  ])('refuses %s', ([, body, path]) => {
    expect(externalConnectionSchema.safeParse(body).error?.issues).toMatchObject([{ path }]);
  });

  test('has no beta property in version v1.0', () => {
    const { connection } = schemasFor({ profile: 'documented', version: 'v1.0' });

    expect(Object.keys(externalConnectionSchema.shape).filter((name) => !(name in connection.shape))).toEqual([
      'ingestedItemsCount',
      'complianceSettings',
      'enabledContentExperiences',
    ]);
  });

  test('has a type that offers the known states and takes others', () => {
    expectTypeOf<'draft'>().toExtend<ExternalConnection['state']>();
    expectTypeOf<'archived'>().toExtend<ExternalConnection['state']>();
    expectTypeOf<number>().not.toExtend<ExternalConnection['state']>();
  });
});

describe('graphErrorSchema', () => {
  test.for([
    [
      'an error of the connectors service',
      { code: 'InvalidRequest', message: 'The request is malformed or incorrect.' },
    ],
    [
      'an error of the throttling guidance, with an inner status',
      {
        code: 'TooManyRequests',
        message: 'Please retry again later.',
        innerError: {
          code: '429',
          date: '2020-08-18T12:51:51',
          message: 'Please retry after',
          'request-id': '94fb3b52-452a-4535-a601-69e0a90e3aa2',
          status: '429',
        },
      },
    ],
    ['an empty message', { code: 'UnknownError', message: '' }],
    ['details and target', { code: 'BadRequest', message: 'm', target: 'id', details: [{ code: 'c', message: 'm' }] }],
    ['a nested innerError', { code: 'BadRequest', message: 'm', innerError: { innerError: { code: 'deeper' } } }],
  ])('accepts %s and keeps all of it', ([, error]) => {
    expect(graphErrorSchema.parse({ error })).toEqual({ error });
  });

  test.for([
    ['no error', {}],
    ['an error without a code', { error: { message: 'm' } }],
    ['an error that is a string', { error: 'invalid_client' }],
  ])('refuses %s', ([, body]) => {
    expect(graphErrorSchema.safeParse(body).success).toBe(false);
  });
});
