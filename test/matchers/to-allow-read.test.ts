import { createEmulator } from 'external-connection-testkit/emulator';
import { expect, test } from 'vitest';
import { userId } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

function tenant() {
  const graph = createEmulator();
  const acl = [
    { type: 'externalGroup', value: 'marketing', accessType: 'grant' },
    { type: 'everyoneExceptGuests', value: 'everyone', accessType: 'deny' },
  ] as const;
  const groups = [{ id: 'marketing', members: [{ id: userId, type: 'user' as const }] }];
  graph.put({ id: 'contosohr' }, { items: [{ id: '1', acl, properties: { title: 'Holidays' } }], groups });
  return graph;
}

test('passes for a user whom the acl grants to read the item', async () => {
  await hold((expect) => expect(tenant()).toAllowRead('contosohr', '1', { user: userId, isGuest: true }));
});

test('fails for a user whom an entry denies, and shows the entry', async () => {
  expect(
    await failureOf((expect) => expect(tenant()).toAllowRead('contosohr', '1', { user: userId })),
  ).toMatchInlineSnapshot(
    `"Expected the acl of item 1 to allow {"user":"1f0c997e-99f7-43f1-8cca-086f8d42be8d"} to read it, but an entry denies it: {"type":"everyoneExceptGuests","value":"everyone","accessType":"deny"}"`,
  );
});

test('fails for a user without an entry, and shows the acl', async () => {
  expect(
    await failureOf((expect) => expect(tenant()).toAllowRead('contosohr', '1', { isGuest: true })),
  ).toMatchInlineSnapshot(
    `"Expected the acl of item 1 to allow {"isGuest":true} to read it, but no entry is for that user: [{"type":"externalGroup","value":"marketing","accessType":"grant"},{"type":"everyoneExceptGuests","value":"everyone","accessType":"deny"}]"`,
  );
});

test('.not passes for a user who may not, and fails with the entry that grants', async () => {
  await hold((expect) => expect(tenant()).not.toAllowRead('contosohr', '1', { user: userId }));

  expect(
    await failureOf((expect) => expect(tenant()).not.toAllowRead('contosohr', '1', { user: userId, isGuest: true })),
  ).toMatchInlineSnapshot(
    `"Expected the acl of item 1 to refuse {"user":"1f0c997e-99f7-43f1-8cca-086f8d42be8d","isGuest":true} to read it, but an entry grants it: {"type":"externalGroup","value":"marketing","accessType":"grant"}"`,
  );
});

test('misused, names what expect(…) takes, and the item that is missing', async () => {
  expect(await failureOf((expect) => expect([]).toAllowRead('contosohr', '1', { user: userId }))).toMatchInlineSnapshot(
    `"toAllowRead: expect(…) received an array of length 0. It takes an emulator. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
  );
  expect(
    await failureOf((expect) => expect(tenant()).not.toAllowRead('contosohr', '2', { user: userId })),
  ).toMatchInlineSnapshot(`"The connection contosohr has no item "2"."`);
});
