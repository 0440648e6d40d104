import { describe, expect, test } from 'vitest';
import { type ConnectionSchema, checkItem, rules } from '../../src/index.ts';
import { everyTypeSchema } from '../../src/rules/index.ts';
import { put } from '../conformance/put.ts';

// The table is read-only, the type of a schema is not.
const schema = structuredClone(everyTypeSchema) as unknown as ConnectionSchema;

/** An item in which every place of a rule exists. */
const item = {
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: {
    title: 'Error in the payment gateway',
    dateTimeCollection: ['2020-03-21T01:31:50Z'],
    principal: { upn: 'adele@contoso.com' },
  },
  content: { value: 'The payment gateway fails.', type: 'text' },
  informationProtectionLabel: { sensitivityLabelId: null },
  activities: [
    {
      '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
      type: 'created',
      startDateTime: '2021-04-06T18:04:31.033Z',
      performedBy: { type: 'user', id: '1f0c997e-99f7-43f1-8cca-086f8d42be8d' },
    },
  ],
};

const checkedByBody = rules
  .filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.includes('putItem'))
  .flatMap((rule) => rule.profiles.map((profile) => ({ rule, profile })));

describe('checkItem', () => {
  test.for(checkedByBody)('agrees with every sample of $rule.id in profile $profile', ({ rule, profile }) => {
    const disagreements: string[] = [];

    for (const place of rule.paths) {
      for (const sample of rule.accepts) {
        const broken = checkItem(put(item, place, sample), { schema, profile });
        if (broken.length > 0) disagreements.push(`${place} accepts ${JSON.stringify(sample)}: ${broken[0]?.rule}`);
      }
      for (const sample of rule.rejects) {
        const [broken] = checkItem(put(item, place, sample), { schema, profile });
        if (broken?.rule !== rule.id) disagreements.push(`${place} rejects ${JSON.stringify(sample)}: ${broken?.rule}`);
      }
    }

    expect(disagreements).toEqual([]);
  });

  test('throws for no item, whatever it is', () => {
    const cyclic: Record<string, unknown> = { ...item };
    cyclic.self = cyclic;

    for (const value of [cyclic, 10n, undefined, null, 'item', [], { id: 'i'.repeat(129), ...item }]) {
      expect(checkItem(value, { schema, profile: 'live' })).not.toEqual([]);
    }
  });

  test('sees __proto__ as the unknown property that it is', () => {
    const properties: unknown = JSON.parse('{"__proto__":"x","title":"T"}');

    expect(checkItem({ ...item, properties }, { schema })).toMatchObject([
      { rule: 'itemProperties.known', path: '/properties/__proto__' },
    ]);
  });

  test('takes any properties where it knows no schema', () => {
    expect(checkItem({ ...item, properties: { anything: [1, {}] } })).toEqual([]);
  });

  test('names the option schema where it is none', () => {
    expect(() => checkItem(item, { schema: {} as ConnectionSchema })).toThrow(
      'The option schema is an object. Use the schema of a connection, an object with properties that have a name and a type.',
    );
  });
});
