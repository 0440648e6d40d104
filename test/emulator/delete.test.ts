import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { createRequest, requestTo, schema, stoppedClock } from './requests.ts';

const remove = () => requestTo('/contosohr', { method: 'DELETE' });

describe('a deletion', () => {
  test('without delays takes the connection away and frees its id at once', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());

    const response = await graph.fetch(remove());

    expect([response.status, await response.text()]).toEqual([202, '']);
    expect(graph.connections).toEqual([]);
    expect((await graph.fetch(requestTo('/contosohr'))).status).toBe(404);
    expect((await graph.fetch(createRequest())).status).toBe(201);
  });

  test.for([
    [0, { get: 200, listed: 1, create: 409 }],
    [14_999, { get: 200, listed: 1, create: 409 }],
    [15_000, { get: 404, listed: 0, create: 409 }],
    [74_999, { get: 404, listed: 0, create: 409 }],
    [75_000, { get: 404, listed: 0, create: 201 }],
  ] as const)('with delays of 15 s and 60 s, %i ms later: %j', async ([milliseconds, expected]) => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 15_000, idReleaseDelay: 60_000 });
    await graph.fetch(createRequest());
    await graph.fetch(remove());

    advance(milliseconds);

    const get = await graph.fetch(requestTo('/contosohr'));
    const listed = graph.connections.length;
    const create = await graph.fetch(createRequest({ id: 'ContosoHR' }));
    expect({ get: get.status, listed, create: create.status }).toEqual(expected);
  });

  test('is not in the list, nor in its count, once it is done', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 1000 });
    await graph.fetch(createRequest());
    await graph.fetch(createRequest({ id: 'other1' }));
    await graph.fetch(remove());

    const before = await graph.fetch(requestTo('?$count=true&$select=id'));
    advance(1000);
    const after = await graph.fetch(requestTo('?$count=true&$select=id'));

    expect(await before.json()).toMatchObject({ '@odata.count': 2, value: [{ id: 'contosohr' }, { id: 'other1' }] });
    expect(await after.json()).toMatchObject({ '@odata.count': 1, value: [{ id: 'other1' }] });
  });

  test('that is requested again while it runs gets 202, and does not start again', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 1000, idReleaseDelay: 1000 });
    await graph.fetch(createRequest());
    await graph.fetch(remove());

    advance(900);
    const again = await graph.fetch(remove());
    advance(1100);

    expect(again.status).toBe(202);
    expect((await graph.fetch(createRequest())).status).toBe(201);
  });

  test('gets 404 once the connection is gone', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 1000, idReleaseDelay: 1000 });
    await graph.fetch(createRequest());
    await graph.fetch(remove());

    advance(1000);

    expect((await graph.fetch(remove())).status).toBe(404);
  });

  test('takes schema and operations with it: the next connection with that id has none', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());
    const { headers } = await graph.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body: schema }));
    await graph.fetch(remove());

    await graph.fetch(createRequest());

    const poll = await graph.fetch(new Request(headers.get('location') ?? '', requestTo('')));
    expect(graph.connections).toMatchObject([{ state: 'draft' }]);
    expect((await graph.fetch(requestTo('/contosohr/schema'))).status).toBe(404);
    expect(poll.status).toBe(404);
  });

  test('counts against the tenant limit until it is done', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 1000, tenantLimit: 1 });
    await graph.fetch(createRequest());
    await graph.fetch(remove());

    const early = await graph.fetch(createRequest({ id: 'other1' }));
    advance(1000);
    const late = await graph.fetch(createRequest({ id: 'other1' }));

    expect([early.status, late.status]).toEqual([403, 201]);
  });

  test('is forgotten by reset, with the ids that were held', async () => {
    const { now } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, idReleaseDelay: 1000 });
    await graph.fetch(createRequest());
    await graph.fetch(remove());

    graph.reset();

    expect((await graph.fetch(createRequest())).status).toBe(201);
  });
});

describe('a connection that takes its time to go', () => {
  test('is in the tenant until then, and not afterwards, though nothing is asked in between', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 1000 });
    await graph.fetch(createRequest());
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    const before = graph.connections.length;
    advance(1000);

    expect([before, graph.connections.length]).toEqual([1, 0]);
  });

  test('leaves its place in a tenant with a limit', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now, deleteDelay: 1000, tenantLimit: 1 });
    await graph.fetch(createRequest());
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    const early = await graph.fetch(createRequest({ id: 'contosocrm' }));
    advance(1000);
    const late = await graph.fetch(createRequest({ id: 'contosocrm' }));

    expect([early.status, late.status]).toEqual([403, 201]);
  });
});
