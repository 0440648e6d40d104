import { describe, expect, test } from 'vitest';
import {
  createEmulator,
  type Emulator,
  type Fault,
  faults,
  type PlannedRequest,
  type PlanOptions,
} from '../../src/emulator/index.ts';
import { operationNames } from '../../src/rules/index.ts';
import { createRequest, requestTo } from './requests.ts';

/** The statuses of so many lists of connections. */
async function statusesOf(graph: Emulator, count: number): Promise<number[]> {
  const statuses = [];
  for (let index = 0; index < count; index += 1) statuses.push((await graph.fetch(requestTo(''))).status);
  return statuses;
}

describe('plans in order', () => {
  test('fail the next request, and let the one after it through', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled());

    const statuses = await statusesOf(graph, 2);

    expect(statuses).toEqual([429, 200]);
    expect(graph.exchanges.map(({ fault }) => fault)).toEqual(['throttled', undefined]);
  });

  test('follow each other, each for its planned number of requests', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { times: 2 });
    graph.plan(faults.badGateway());

    expect(await statusesOf(graph, 4)).toEqual([429, 429, 502, 200]);
  });

  test('may go on for ever', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.serviceUnavailable(), { times: Number.POSITIVE_INFINITY });

    expect(new Set(await statusesOf(graph, 50))).toEqual(new Set([503]));
  });

  test('are forgotten on reset', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { times: 5 });
    await graph.fetch(requestTo(''));

    graph.reset();

    expect(await statusesOf(graph, 1)).toEqual([200]);
  });

  test.for([
    ['GET', 'https://graph.microsoft.com/v1.0/external/connections/contosohr/items', 501],
    ['GET', 'https://graph.microsoft.com/v1.0/me', 501],
    ['PUT', 'https://graph.microsoft.com/v1.0/external/connections', 429],
    ['GET', 'https://graph.microsoft.com/v1.0/external/connections/contosohr/nowhere', 429],
  ] as const)('affect emulated requests alone: %s %s gets %i', async ([method, url, status]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled());

    const response = await graph.fetch(url, { method });

    expect(response.status).toBe(status);
    expect(await statusesOf(graph, 1)).toEqual([status === 501 ? 429 : 200]);
  });
});

describe('plans for some requests', () => {
  test('wait for their operation', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { on: 'createConnection' });

    const before = await statusesOf(graph, 2);
    const create = await graph.fetch(createRequest());
    const after = await graph.fetch(createRequest());

    expect([...before, create.status, after.status]).toEqual([200, 200, 429, 201]);
  });

  test('wait for one of several operations', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { on: ['getConnection', 'deleteConnection'], times: 2 });

    const create = await graph.fetch(createRequest());
    const read = await graph.fetch(requestTo('/contosohr'));
    const removal = await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    expect([create.status, read.status, removal.status]).toEqual([201, 429, 429]);
  });

  test('let a later plan pass that is for the request', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.gatewayTimeout(), { on: 'createConnection' });
    graph.plan(faults.throttled(), { on: 'listConnections' });

    const list = await graph.fetch(requestTo(''));
    const create = await graph.fetch(createRequest());

    expect([list.status, create.status]).toEqual([429, 504]);
  });

  test('may hit another operation than the fault was made for', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.tenantLimit(), { on: 'listConnections' });

    expect(await statusesOf(graph, 1)).toEqual([403]);
  });

  test('may be picked by a function, which sees the request without its token', async () => {
    const seen: PlannedRequest[] = [];
    const graph = createEmulator({ profile: 'documented' });
    const on = (request: PlannedRequest) => {
      seen.push(request);
      return (request.body as { id?: string }).id === 'second';
    };
    graph.plan(faults.throttled(), { on });
    const headers = { Authorization: 'Bearer canary.opaque-access-token', 'x-attempt': '3' };

    const first = await graph.fetch(createRequest({ id: 'first' }, { headers }));
    const second = await graph.fetch(createRequest({ id: 'second', name: 'canary.opaque-access-token' }, { headers }));

    expect([first.status, second.status]).toEqual([201, 429]);
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: 'https://graph.microsoft.com/beta/external/connections',
        operation: 'createConnection',
        headers: { authorization: 'Bearer [redacted]', 'x-attempt': '3' },
        body: { id: 'first', name: 'Contoso HR' },
      },
      { body: { id: 'second', name: '[redacted]' } },
    ]);
  });

  test('show a function that a request has no operation', async () => {
    const seen: unknown[] = [];
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { on: ({ operation }) => seen.push(operation) > 1 });

    await graph.fetch(requestTo('', { method: 'PUT' }));

    expect(seen).toEqual([undefined]);
  });
});

describe('plan', () => {
  const planning = (options: object) => () =>
    createEmulator({ profile: 'documented' }).plan(faults.throttled(), options as PlanOptions);

  test.for([0, -1, 1.5, Number.NaN, '2', Number.NEGATIVE_INFINITY])('refuses %o times', (times) => {
    expect(planning({ times })).toThrow(TypeError);
    expect(planning({ times })).toThrow(
      /^The option times is \S+\. Use a whole number from 1, or Number\.POSITIVE_INFINITY\.$/,
    );
  });

  test.for([0, -0.1, 1.01, Number.NaN, '0.5'])('refuses chance %o', (chance) => {
    expect(planning({ chance })).toThrow(TypeError);
    expect(planning({ chance })).toThrow(/^The option chance is \S+\. Use a number above 0 and up to 1\.$/);
  });

  test.for([
    ['createConection', '"createConection". Did you mean "createConnection"?'],
    [7, '7.'],
    [null, 'null.'],
    [[], '"[]".'],
    [['getConnection', 'search'], '"search".'],
  ])('refuses on %o, naming %s', ([on, culprit]) => {
    expect(planning({ on })).toThrow(
      new TypeError(
        `The option on is ${culprit} Use one of the operations ${operationNames.join(', ')}, requestToken, an array of them, or a function.`,
      ),
    );
  });

  test('refuses a fault that was not called', () => {
    const fault = faults.throttled as unknown as Fault;

    expect(() => createEmulator({ profile: 'documented' }).plan(fault)).toThrow(
      new TypeError('The fault is of type function. Use what a function of faults returns: faults.throttled().'),
    );
  });
});
