import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import {
  type ConnectionSchema,
  importanceScores,
  type Label,
  labels,
  type PropertyType,
  propertyTypes,
  type SchemaProperty,
  schemasFor,
} from '../../src/index.ts';

const { schemaRequest } = schemasFor({ profile: 'documented', version: 'beta' });
const baseType = 'microsoft.graph.externalItem';
const labelled = (label: string) => ({
  labels: [label],
  isRetrievable: true,
  type: /DateTime$/i.test(label) ? 'dateTime' : 'string',
});
const withProperty = (property: object) => ({ baseType, properties: [{ name: 'title', type: 'string', ...property }] });

/** The example of the page "Create or update schema", as v1.0 prints it. */
const pageExample = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'ticketTitle', type: 'String', isSearchable: 'true', isRetrievable: 'true', labels: ['title'] },
    { name: 'priority', type: 'String', isQueryable: 'true', isRetrievable: 'true', isSearchable: 'false' },
    { name: 'assignee', type: 'String', isRetrievable: 'true' },
  ],
};

describe('schemaRequest', () => {
  test.for(['beta', 'v1.0'] as const)('reads the example of the page on %s as booleans and members', (version) => {
    expect(schemasFor({ profile: 'documented', version }).schemaRequest.parse(pageExample)).toEqual({
      baseType: 'microsoft.graph.externalItem',
      properties: [
        { name: 'ticketTitle', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
        { name: 'priority', type: 'string', isQueryable: true, isRetrievable: true, isSearchable: false },
        { name: 'assignee', type: 'string', isRetrievable: true },
      ],
    });
  });

  test('takes the names of the pages, and asks for retrievable labels, in profile documented alone', () => {
    const { schemaRequest: live } = schemasFor({ version: 'beta', profile: 'live' });
    const ofPage = {
      baseType: 'microsoft.graph.externalConnector.externalItem',
      properties: [{ name: 'a', type: 'string' }],
    };
    const hidden = withProperty({ labels: ['title'] });

    expect([ofPage, hidden].map((body) => live.safeParse(body).success)).toEqual([false, true]);
    expect([ofPage, hidden].map((body) => schemaRequest.safeParse(body).success)).toEqual([true, false]);
  });

  test('puts the id of the broken rule at the end of each message', () => {
    const result = schemaRequest.safeParse({ properties: [{ name: 'ticket title', type: 'text' }], owner: 'hr' });

    expect(z.prettifyError(result.error ?? new z.ZodError([]))).toMatchInlineSnapshot(`
      "✖ Unknown property "owner". [schema.known]
      ✖ A schema must have a baseType. [baseType.required]
        → at baseType
      ✖ The name of a property must contain only ASCII letters and digits. [schemaProperty.nameAlphanumeric]
        → at properties[0].name
      ✖ type must be one of string, int64, double, dateTime, boolean, stringCollection, int64Collection, doubleCollection, dateTimeCollection, unknownFutureValue, principal or principalCollection. [schemaProperty.type]
        → at properties[0].type"
    `);
  });

  test('can be picked from', () => {
    const properties = schemaRequest.pick({ properties: true });

    expect(properties.safeParse({ properties: [{ name: 'title', type: 'string' }] }).success).toBe(true);
    expect(properties.safeParse({ properties: [{ name: 'title', type: 'int64', isSearchable: true }] }).success).toBe(
      false,
    );
  });

  test('can be extended, and keeps its rules', () => {
    const owned = schemaRequest.extend({ owner: z.email() });

    expect(owned.safeParse({ ...withProperty({}), owner: 'hr@contoso.example' }).success).toBe(true);
    expect(owned.safeParse({ ...withProperty({ type: 'text' }), owner: 'hr@contoso.example' }).success).toBe(false);
  });

  test.for([
    ['type', propertyTypes, (type: string) => ({ type })],
    ['label', labels, labelled],
    ['importanceScore', importanceScores, (importanceScore: string) => ({ rankingHint: { importanceScore } })],
  ] as const)('accepts each %s in any letter case and gives it as the metadata writes it', ([, members, holding]) => {
    for (const member of members) {
      for (const spelling of [member, member.toUpperCase(), member.toLowerCase()]) {
        expect(schemaRequest.parse(withProperty(holding(spelling)))).toEqual(withProperty(holding(member)));
      }
    }
  });

  test.for(['isQueryable', 'isRefinable', 'isRetrievable', 'isSearchable', 'isExactMatchRequired'])(
    'accepts %s as a boolean, as the strings of the page, and as null',
    (flag) => {
      const parsed = [true, 'true', false, 'false', null].map((value) =>
        schemaRequest.parse(withProperty({ [flag]: value })),
      );

      expect(parsed).toEqual([true, true, false, false, null].map((value) => withProperty({ [flag]: value })));
      expect(schemaRequest.safeParse(withProperty({ [flag]: 'TRUE' })).success).toBe(false);
    },
  );

  test('accepts the members that every object may have', () => {
    const body = {
      '@odata.type': '#microsoft.graph.externalConnectors.schema',
      id: 'schema',
      baseType,
      properties: [
        {
          '@odata.type': 'microsoft.graph.externalConnectors.property',
          name: 'title',
          type: 'string' as const,
          rankingHint: {
            '@odata.type': '#microsoft.graph.externalConnectors.rankingHint',
            importanceScore: 'low' as const,
          },
        },
      ],
    };

    expect(schemaRequest.parse(body)).toEqual(body);
  });

  test('has no beta property in version v1.0', () => {
    const v1 = schemasFor({ profile: 'documented', version: 'v1.0' }).schemaRequest;

    expect(v1.safeParse(withProperty({ isExactMatchRequired: false })).success).toBe(false);
    expect(v1.safeParse(withProperty({ rankingHint: null })).success).toBe(false);
    expect(v1.safeParse(withProperty({ isQueryable: true })).success).toBe(true);
  });

  test('can be written as JSON Schema both ways', () => {
    const [input, output] = (['input', 'output'] as const).map((io) => z.toJSONSchema(schemaRequest, { io }));

    expect(input?.required).toEqual(['baseType', 'properties']);
    expect(output?.required).toEqual(['baseType', 'properties']);
  });

  test('has types that say what a registration holds', () => {
    expectTypeOf<ConnectionSchema['baseType']>().toEqualTypeOf<'microsoft.graph.externalItem'>();
    expectTypeOf<ConnectionSchema['properties'][number]>().toExtend<SchemaProperty>();
    expectTypeOf<SchemaProperty['type']>().toEqualTypeOf<PropertyType>();
    expectTypeOf<SchemaProperty['labels']>().toEqualTypeOf<Label[] | null | undefined>();
    expectTypeOf<SchemaProperty['isSearchable']>().toEqualTypeOf<boolean | null | undefined>();
  });
});
