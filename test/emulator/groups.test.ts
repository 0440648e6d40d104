import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { activities, item, requestTo, userId } from './requests.ts';

const group = { id: '31bea3d537902000', displayName: 'Contoso Marketing', description: 'The product marketing team' };

function tenant(): Emulator {
  const graph = createEmulator({ profile: 'live', onAdvisory: () => {} });
  graph.put(
    { id: 'contosohr', state: 'ready' },
    {
      schema: { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'ticketTitle', type: 'string' }] },
      items: [{ id: '1', ...item }],
      groups: [{ ...group, members: [{ id: userId, type: 'user' }] }],
    },
  );
  return graph;
}

function send(graph: Emulator, method: string, path: string, body?: unknown): Promise<Response> {
  return graph.fetch(requestTo(`/contosohr${path}`, { method, version: 'v1.0', body }));
}

describe('a group', () => {
  test('is created with 201 and the body of the page', async () => {
    const graph = createEmulator();
    graph.put({ id: 'contosohr' });

    const response = await graph.fetch(
      requestTo('/contosohr/groups', {
        method: 'POST',
        body: group,
        headers: { Accept: 'application/json;odata.metadata=none' },
      }),
    );

    expect([response.status, await response.text()]).toEqual([201, JSON.stringify(group)]);
    expect(graph.groups('contosohr')).toEqual([{ ...group, members: [] }]);
  });

  test.for([
    ['without an id', { displayName: 'Marketing' }, 400, 'groupId.required'],
    ['with an id of 129 characters', { id: 'g'.repeat(129) }, 400, 'groupId.length'],
    ['with a space in its id', { id: 'the team' }, 400, 'groupId.characters'],
    ['with members in its body', { id: 'g', members: [] }, 400, 'group.known'],
    [
      'of the old type name',
      { id: 'g', '@odata.type': '#microsoft.graph.externalGroup' },
      400,
      'externalGroup.typeName',
    ],
    ['that exists', group, 409, 'group.unique'],
  ] as const)('%s is refused', async ([, body, status, rule]) => {
    const graph = tenant();

    const response = await send(graph, 'POST', '/groups', body);

    expect([response.status, graph.exchanges[0]?.violations[0]?.rule]).toEqual([status, rule]);
    expect(graph.groups('contosohr')).toHaveLength(1);
  });

  test('is read without its members, changed by PATCH, and gone after DELETE', async () => {
    const graph = tenant();
    const path = `/groups/${group.id}`;

    const change = await send(graph, 'PATCH', path, { displayName: 'Marketing' });
    const read = await send(graph, 'GET', path);
    const removed = await send(graph, 'DELETE', path);
    const after = await send(graph, 'GET', path);

    expect([change.status, removed.status, after.status]).toEqual([204, 204, 404]);
    expect(await read.json()).toEqual({
      '@odata.context': "https://graph.microsoft.com/v1.0/$metadata#external/connections('contosohr')/groups/$entity",
      ...group,
      displayName: 'Marketing',
    });
    expect(await after.json()).toMatchObject({
      error: { innerError: { code: 'ResourceNotFound', source: 'Group', message: "'Group' was not found." } },
    });
  });

  test('keeps its id', async () => {
    expect((await send(tenant(), 'PATCH', `/groups/${group.id}`, { id: 'other' })).status).toBe(400);
  });

  test.for(['/groups', `/groups/${group.id}/members`])('is not listed at %s: no page documents it', async (path) => {
    expect((await send(tenant(), 'GET', path)).status).toBe(501);
  });
});

describe('a member', () => {
  const path = `/groups/${group.id}/members`;

  test('with an id that only looks like a text is refused', async () => {
    const response = await send(tenant(), 'POST', path, { id: { length: { toString: '' } }, type: 'user' });

    expect(response.status).toBe(400);
  });

  test('is added with 201 and its id and type', async () => {
    const graph = tenant();
    const member = { id: 'e811976d-83df-4cbd-8b9b-5215b18aa874', type: 'user' };

    const response = await send(graph, 'POST', path, { ...member, identitySource: 'azureActiveDirectory' });

    expect([response.status, await response.json()]).toEqual([
      201,
      {
        '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#external/connections('contosohr')/groups('${group.id}')/members/$entity`,
        ...member,
      },
    ]);
    expect(graph.groups('contosohr')[0]?.members).toContainEqual(member);
  });

  test('is found by its GUID in any case, and by the id of an external group in its own case alone', async () => {
    const graph = tenant();
    for (const id of ['WWph', 'wwph']) {
      await send(graph, 'POST', '/groups', { id });
      expect((await send(graph, 'POST', path, { id, type: 'externalGroup' })).status).toBe(201);
    }

    await send(graph, 'DELETE', `${path}/wwph`);
    await send(graph, 'DELETE', `${path}/${userId.toUpperCase()}`);

    expect(graph.groups('contosohr')[0]?.members).toEqual([{ id: 'WWph', type: 'externalGroup' }]);
  });

  // The page about Postman (connecting-external-content-connectors-api-postman) spells an external group this way.
  test('is added as a group of another source than Microsoft Entra, by an id that is not a GUID', async () => {
    const member = { id: '14m1b9c38qe647f6a', type: 'group' };

    expect((await send(tenant(), 'POST', path, { ...member, identitySource: 'external' })).status).toBe(201);
    expect((await send(tenant(), 'POST', path, member)).status).toBe(400);
  });

  test.for([
    ['a user by e-mail', { id: 'adele@contoso.com', type: 'user' }, 400, 'member.guid'],
    ['a user of another source', { id: '005A', type: 'user', identitySource: 'external' }, 400, 'member.guid'],
    ['no type', { id: userId }, 400, 'member.required'],
    ['no type, with an annotation that is no string', { '@odata.type': 1, id: userId }, 400, 'member.required'],
    ['a person, which no type is', { id: userId, type: 'person' }, 400, 'member.type'],
    ['a group that does not exist', { id: 'sales', type: 'externalGroup' }, 400, 'member.groupExists'],
    ['the group itself', { id: group.id, type: 'externalGroup' }, 400, 'member.notItself'],
    ['a member that it has', { id: userId, type: 'user' }, 409, 'member.unique'],
  ] as const)('is refused where it is %s', async ([, body, status, rule]) => {
    const graph = tenant();

    const response = await send(graph, 'POST', path, body);

    expect([response.status, graph.exchanges[0]?.violations[0]?.rule]).toEqual([status, rule]);
    expect(graph.groups('contosohr')[0]?.members).toHaveLength(1);
  });

  test('of an unknown type gets the inner error of an unknown enum member', async () => {
    const response = await send(tenant(), 'POST', path, { id: userId, type: 'person' });

    expect(await response.json()).toMatchObject({
      error: {
        code: 'InvalidRequest',
        innerError: { code: 'DeserializationError', message: "Requested value 'person' was not found." },
      },
    });
  });

  test('is removed with 204, and then unknown', async () => {
    const graph = tenant();
    const remove = () => send(graph, 'DELETE', `/groups/${group.id}/members/${userId.toUpperCase()}`);

    const [first, second] = [await remove(), await remove()];

    expect([first.status, second.status]).toEqual([204, 404]);
    expect(await second.json()).toMatchObject({ error: { innerError: { source: 'Member' } } });
  });
});

describe('addActivities', () => {
  const path = '/items/1/addActivities';

  test.for([path, '/items/1/microsoft.graph.externalConnectors.addActivities'])(
    'returns at %s the body of the page, and the item keeps the activity',
    async (where) => {
      const graph = tenant();

      const response = await send(graph, 'POST', where, activities);

      expect([response.status, await response.text()]).toEqual([
        200,
        '{"value":[{"@odata.type":"#microsoft.graph.externalConnectors.externalActivityResult","type":"created","startDateTime":"2021-04-06T18:04:31.033Z","error":null}]}',
      ]);
      expect(graph.items('contosohr')[0]?.activities).toEqual(activities.activities);
    },
  );

  test('returns 207 where the performer of one is not a GUID, and keeps the others', async () => {
    const graph = tenant();
    const [good] = activities.activities;
    const bad = { ...good, performedBy: { type: 'user', id: 'adele@contoso.com' } };

    const response = await send(graph, 'POST', path, { activities: [good, bad] });

    expect(response.status).toBe(207);
    expect(await response.json()).toMatchObject({ value: [{ error: null }, { error: { code: 'InvalidRequest' } }] });
    expect(graph.items('contosohr')[0]?.activities).toHaveLength(1);
  });

  test.for([
    ['POST', path, 'user', 'adele@contoso.com', ['member.guid']],
    ['POST', path, 'externalGroup', 'unknown', ['member.groupExists']],
    ['POST', path, 'externalGroup', group.id, []],
    ['PUT', '/items/1', 'group', 'Marketing', ['member.guid']],
    ['PUT', '/items/1', 'ExternalGroup', 'unknown', ['member.groupExists']],
    ['PATCH', '/items/1', 'user', 'adele@contoso.com', ['member.guid']],
    ['PUT', '/items/1', 'externalGroup', group.id, []],
  ] as const)('advises at %s %s on a performer of type %s with the id %s', async ([method, where, type, id, rules]) => {
    const graph = tenant();
    const [good] = activities.activities;

    const { status } = await send(graph, method, where, { activities: [good, { ...good, performedBy: { type, id } }] });

    const { advisories = [] } = graph.exchanges.at(-1) ?? {};
    expect(status).toBeOneOf([200, 207]);
    expect(advisories.map(({ rule }) => rule)).toEqual(rules);
    expect(advisories.map(({ path: at }) => at)).toEqual(rules.map(() => '/activities/1/performedBy/id'));
  });

  test.for([
    ['21 activities', { activities: Array.from({ length: 21 }, () => activities.activities[0]) }, 'activities.count'],
    [
      'an activity without its type name',
      { activities: [{ type: 'created', startDateTime: '2021-04-06T18:04:31Z' }] },
      'activity.typeName',
    ],
    ['no activities', {}, 'activities.array'],
    ['activities without an object around them', activities.activities, 'activities.object'],
    ['a property beside the activities', { ...activities, id: '1' }, 'activity.known'],
    ['an id that is not a string', { activities: [{ ...activities.activities[0], id: 1 }] }, 'item.string'],
    [
      'an annotation of a performer that is not a string',
      { activities: [{ ...activities.activities[0], performedBy: { '@odata.type': 1, id: userId, type: 'user' } }] },
      'performer.typeName',
    ],
  ] as const)('refuses %s with 400', async ([, body, rule]) => {
    const graph = tenant();

    const response = await send(graph, 'POST', path, body);

    expect([response.status, graph.exchanges[0]?.violations[0]?.rule]).toEqual([400, rule]);
  });

  test('takes the activities in the body of an item too, and returns none of them', async () => {
    const graph = tenant();

    const response = await send(graph, 'PUT', '/items/1', { ...item, ...activities });

    expect(await response.json()).toMatchObject({ activities: [] });
    expect(graph.items('contosohr')[0]?.activities).toEqual(activities.activities);
  });
});
