import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { item, requestTo, stoppedClock, userId } from './requests.ts';

const member = { id: userId, type: 'user' } as const;

describe('put', () => {
  test.for([
    [[undefined], "The option connection is undefined. Use an object with an id: { id: 'contosohr' }."],
    [['contosohr'], /^The option connection is "contosohr"\. Use an object with an id/],
    [[{ name: 'Contoso HR' }], /^The option connection is an object\. Use an object with an id/],
    [[{ id: '' }], /^The option connection is an object/],
    [[{ id: 'contosohr' }, { item: [] }], 'put has no option "item". Did you mean "items"?'],
    [[{ id: 'contosohr' }, [{ id: '1' }]], 'put takes its options as an object, got an array. Use put({ … }).'],
    [[{ id: 'contosohr' }, { schema: [] }], /^The option schema is an empty array\. Use the schema of a connection/],
    [[{ id: 'contosohr' }, { status: 'failed' }], 'The option status is "failed". Use "inprogress" or "completed".'],
    [
      [{ id: 'contosohr' }, { items: { id: '1' } }],
      'The option items is an object. Use a list of items, each with an id.',
    ],
    [[{ id: 'contosohr' }, { items: [{}] }], /^The option items is an array\. Use a list of items, each with an id/],
    [[{ id: 'contosohr' }, { groups: [{ id: 'hr', members: [{}] }] }], /Use a list of groups, each with an id, and/],
    [[{ id: 'contosohr' }, { groups: [{ members: [member] }] }], /Use a list of groups, each with an id, and/],
    [[{ id: 'contosohr' }, { groups: [{ id: 'hr', members: member }] }], /Use a list of groups, each with an id, and/],
    [[{ id: 'contosohr' }, { items: [{ id: '1', acl: () => [] }] }], /could not be cloned/],
  ] as const)('refuses %o, and stores nothing', ([values, message]) => {
    const graph = createEmulator();

    // @ts-expect-error: what a user without TypeScript may write
    expect(() => graph.put(...values)).toThrow(message);

    expect(graph.connections).toEqual([]);
  });

  test('stores what breaks rules, with contents that are undefined', () => {
    const graph = createEmulator();

    graph.put({ id: 'contoso-hr', state: 'obsolete' }, { schema: undefined, items: undefined });

    expect(graph.connections).toMatchObject([{ id: 'contoso-hr', state: 'obsolete' }]);
  });

  test('replaces the items and groups that it is given, and keeps those that it is not', () => {
    const graph = createEmulator();
    const idsOf = () => [graph.items('contosohr'), graph.groups('contosohr')].map((all) => all.map(({ id }) => id));
    graph.put({ id: 'contosohr' }, { items: [{ id: '1', ...item }], groups: [{ id: 'hr' }] });

    graph.put({ id: 'contosohr' }, { items: [{ id: '2', ...item }] });
    const afterItems = idsOf();
    graph.put({ id: 'contosohr' }, { groups: [{ id: 'it' }] });

    expect(afterItems).toEqual([['2'], ['hr']]);
    expect(idsOf()).toEqual([['2'], ['it']]);
  });

  test('keeps a connection that is being deleted', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ now, deleteDelay: 1000 });
    graph.put({ id: 'contosohr' });
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    graph.put({ id: 'contosohr' }, { items: [{ id: '1', ...item }] });
    advance(1000);

    expect((await graph.fetch(requestTo('/contosohr/items/1'))).status).toBe(200);
  });
});

test('groups are frozen, without the credentials of the last requests', async () => {
  const graph = createEmulator();
  graph.put({ id: 'contosohr' }, { groups: [{ id: '1', displayName: 'opaque-access-token', members: [member] }] });
  await graph.fetch(requestTo('/contosohr'));

  const groups = graph.groups('contosohr');

  expect(groups).toEqual([{ id: '1', displayName: '[redacted]', members: [member] }]);
  expect([groups[0], groups[0]?.members?.[0]].map(Object.isFrozen)).toEqual([true, true]);
});
