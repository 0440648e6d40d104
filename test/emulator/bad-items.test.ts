import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { checkItem } from '../../src/index.ts';
import { item, requestTo, schema } from './requests.ts';

function tenant(): Emulator {
  const graph = createEmulator();
  graph.put(
    { id: 'contosohr', state: 'ready' },
    { schema, items: [{ id: '1', ...item }], groups: [{ id: 'marketing' }] },
  );
  return graph;
}

const text = JSON.stringify(item);
const withProperty = (name: string, value: unknown) =>
  JSON.stringify({ ...item, properties: { ...item.properties } }).replace(
    '"ticketTitle"',
    `${JSON.stringify(name)}:${JSON.stringify(value)},"ticketTitle"`,
  );

describe('a bad item gets a clear error, and the item that is stored stays', () => {
  test.for<readonly [string, string, string, number, string | undefined]>([
    ['of 5 MB', '1', text.replace('The payment', 'x'.repeat(5_000_000)), 413, undefined],
    [
      'with a property of the wrong type',
      '1',
      text.replace('"Error in the payment gateway"', '7'),
      400,
      'itemValue.string',
    ],
    ['with an unknown property', '1', withProperty('nickname', 'x'), 400, 'itemProperties.known'],
    ['with __proto__ as a property', '1', withProperty('__proto__', { polluted: true }), 400, 'itemProperties.known'],
    [
      'with __proto__ beside its properties',
      '1',
      text.replace('{', '{"__proto__":{"polluted":true},'),
      400,
      'item.topLevel',
    ],
    ['with constructor as a property', '1', withProperty('constructor', 'x'), 400, 'itemProperties.known'],
    ['with an id of 129 characters', 'i'.repeat(129), text, 400, 'itemId.length'],
    ['with another id than its path', '1', text.replace('{', '{"id":"2",'), 400, 'item.sameId'],
    ['that is not JSON', '1', text.slice(1), 400, 'body.json'],
  ])('%s', async ([, id, body, status, rule]) => {
    const graph = tenant();

    const response = await graph.fetch(requestTo(`/contosohr/items/${id}`, { method: 'PUT', version: 'v1.0', body }));

    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: { code: string } }).error.code).not.toBe('');
    expect(graph.exchanges.at(-1)?.violations[0]?.rule).toBe(rule);
    expect(graph.items('contosohr')).toEqual([{ id: '1', ...item }]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

test('a group that becomes its own member is refused, and stays as it is', async () => {
  const graph = tenant();

  const response = await graph.fetch(
    requestTo('/contosohr/groups/marketing/members', {
      method: 'POST',
      body: { id: 'marketing', type: 'externalGroup' },
    }),
  );

  expect(response.status).toBe(400);
  expect(graph.exchanges.at(-1)?.violations).toMatchObject([{ rule: 'member.notItself' }]);
  expect(graph.groups('contosohr')).toMatchObject([{ id: 'marketing', members: [] }]);
});

describe('checkItem never throws', () => {
  const cyclic: Record<string, unknown> = { ...item };
  cyclic.properties = { ticketTitle: cyclic };
  let deep: unknown = 'x';
  for (let level = 0; level < 10_000; level += 1) deep = { deep };
  const hostile = {
    get acl() {
      throw new Error('no');
    },
  };

  test.for<readonly [string, unknown]>([
    ['a cyclic value', cyclic],
    ['a BigInt', { ...item, properties: { ticketTitle: 1n } }],
    ['a value 10,000 levels deep', { ...item, properties: deep }],
    ['a getter that throws', hostile],
    ['a symbol', Symbol('item')],
    ['undefined', undefined],
    ['__proto__ as a property', JSON.parse(withProperty('__proto__', {}))],
  ])('for %s', ([, value]) => {
    const [violation] = checkItem(value, { schema });

    expect(violation?.message).toMatch(/^\S.*\.$/);
  });
});
