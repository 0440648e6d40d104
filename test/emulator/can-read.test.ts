import { describe, expect, test } from 'vitest';
import { createEmulator, type GroupWithMembers, type Reader } from '../../src/emulator/index.ts';
import type { ExternalItem } from '../../src/index.ts';
import { requestTo, userId } from './requests.ts';

const team = 'e811976d-83df-4cbd-8b9b-5215b18aa874';
const other = '31bea3d5-3790-4200-8000-000000000001';

type Entry = ExternalItem['acl'][number];

const grant = (type: Entry['type'], value: string): Entry => ({ type, value, accessType: 'grant' });
const deny = (type: Entry['type'], value: string): Entry => ({ type, value, accessType: 'deny' });

const everyone = grant('everyone', 'everyone');

function canRead(acl: readonly Entry[], reader: Reader, groups: readonly GroupWithMembers[] = []): boolean {
  const graph = createEmulator();
  graph.put({ id: 'contosohr' }, { items: [{ id: '1', acl, properties: { title: 'Holidays' } }], groups });
  return graph.canRead('contosohr', '1', reader);
}

describe('an acl', () => {
  test.for<readonly [string, readonly Entry[], Reader, boolean]>([
    ['grants everyone', [everyone], {}, true],
    ['grants a guest as one of everyone', [everyone], { user: userId, isGuest: true }, true],
    ['grants everyone except guests', [grant('everyoneExceptGuests', 'everyone')], { user: userId }, true],
    ['grants no guest where guests are excepted', [grant('everyoneExceptGuests', 'x')], { isGuest: true }, false],
    ['grants a user', [grant('user', userId)], { user: userId }, true],
    ['grants a user whose GUID is in upper case', [grant('user', userId)], { user: userId.toUpperCase() }, true],
    ['grants no other user', [grant('user', userId)], { user: other, groups: [userId] }, false],
    ['grants a group of the user', [grant('group', team)], { user: userId, groups: [other, team] }, true],
    ['grants no user with the id of a group', [grant('group', team)], { user: team }, false],
    ['grants no reader without an id', [grant('user', userId)], { groups: [team] }, false],
    ['grants nothing by a type of the future', [grant('unknownFutureValue', team)], { groups: [team] }, false],
    ['grants nothing by an access of the future', [{ ...everyone, accessType: 'unknownFutureValue' }], {}, false],
    ['grants an external group of the user', [grant('externalGroup', 'marketing')], { groups: ['marketing'] }, true],
    ['grants no group that does not exist', [grant('externalGroup', 'marketing')], { user: userId }, false],
    ['grants no user without an entry', [], { user: userId }, false],
    ['denies a user whom another entry grants', [everyone, deny('user', userId)], { user: userId }, false],
    ['denies first, in any order', [deny('group', team), everyone], { user: userId, groups: [team] }, false],
    ['denies one user alone', [deny('user', other), everyone], { user: userId }, true],
    ['denies everyone', [grant('user', userId), deny('everyone', 'everyone')], { user: userId }, false],
    ['of a denial alone grants nothing', [deny('user', other)], { user: userId }, false],
  ])('%s', ([, acl, reader, expected]) => {
    expect(canRead(acl, reader)).toBe(expected);
  });
});

describe('an external group', () => {
  const nested: readonly GroupWithMembers[] = [
    { id: 'company', members: [{ id: 'marketing', type: 'externalGroup' }] },
    { id: 'marketing', members: [{ id: 'writers', type: 'externalGroup' }] },
    {
      id: 'writers',
      members: [
        { id: userId, type: 'user' },
        { id: team, type: 'group' },
      ],
    },
  ];

  test('grants its members where an acl names it as the deprecated identitySource has it', () => {
    const entry: Entry = { ...grant('group', 'marketing'), identitySource: 'external' };

    expect(canRead([entry], { user: userId }, nested)).toBe(true);
  });
  const acl = [grant('externalGroup', 'company')];

  test.for<readonly [string, Reader, boolean]>([
    ['a user of a group in a group', { user: userId }, true],
    ['a user of a Microsoft Entra group in it', { user: other, groups: [team] }, true],
    ['a user of one of the groups in it', { user: other, groups: ['writers'] }, true],
    ['a user of none of them', { user: other }, false],
  ])('counts the members of the groups in it: %s', ([, reader, expected]) => {
    expect(canRead(acl, reader, nested)).toBe(expected);
  });

  test('denies its nested members', () => {
    expect(canRead([everyone, deny('externalGroup', 'company')], { user: userId }, nested)).toBe(false);
  });

  test('may contain itself through others', () => {
    const circle: readonly GroupWithMembers[] = [
      { id: 'company', members: [{ id: 'marketing', type: 'externalGroup' }] },
      { id: 'marketing', members: [{ id: 'company', type: 'externalGroup' }] },
    ];

    expect(canRead(acl, { user: userId }, circle)).toBe(false);
  });

  test('may be the last of 20,000 in each other', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => ({
      id: index === 0 ? 'company' : String(index),
      members: [{ id: String(index + 1), type: 'externalGroup' as const }],
    }));

    expect(canRead(acl, { user: userId }, chain)).toBe(false);
    expect(canRead(acl, { groups: ['19999'] }, chain)).toBe(true);
  });
});

test('the members are those of now, added and removed by requests', async () => {
  const graph = createEmulator();
  const acl = [grant('externalGroup', 'marketing')];
  graph.put({ id: 'contosohr' }, { items: [{ id: '1', acl, properties: {} }] });
  const readable = [graph.canRead('contosohr', '1', { user: userId })];
  const send = async (method: string, path: string, body?: object) => {
    await graph.fetch(requestTo(`/contosohr/groups${path}`, { method, body }));
    readable.push(graph.canRead('contosohr', '1', { user: userId }));
  };

  await send('POST', '', { id: 'marketing' });
  await send('POST', '/marketing/members', { id: userId, type: 'user' });
  await send('DELETE', `/marketing/members/${userId}`);

  expect(readable).toEqual([false, false, true, false]);
});

test('is false for an item that was put without an acl', () => {
  const graph = createEmulator();
  // @ts-expect-error: an item has an acl
  graph.put({ id: 'contosohr' }, { items: [{ id: '1' }] });

  expect(graph.canRead('contosohr', '1', { user: userId })).toBe(false);
});

describe('misused', () => {
  const graph = createEmulator();
  graph.put({ id: 'contosohr' }, { items: [{ id: '1', acl: [everyone], properties: {} }] });

  test('names the connections, and the item that is missing', () => {
    expect(() => graph.canRead('contoso', '1', {})).toThrow(
      'No connection has the id "contoso". Use one of: contosohr.',
    );
    expect(() => graph.canRead('contosohr', '2', {})).toThrow('The connection contosohr has no item "2".');
  });

  test.for([
    [{ users: userId }, 'canRead has no option "users". Did you mean "user"?'],
    [{ groups: team }, /^The option groups is .*\. Use an array of ids\.$/],
    [{ isGuest: 'no' }, 'The option isGuest is "no". Use true or false.'],
    [userId, /^canRead takes its options as an object/],
  ] as const)('names the option: %o', ([reader, message]) => {
    // @ts-expect-error: no reader
    expect(() => graph.canRead('contosohr', '1', reader)).toThrow(message);
  });
});
