import { createEmulator, type Exchange } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRequest } from '../emulator/requests.ts';

/** A server, and how a verifier asks it for a state. */
async function serverWithStates() {
  const emulator = createEmulator({ profile: 'documented' });
  const reported: Exchange[] = [];
  const { url, close } = await startServer({ emulator, onExchange: (exchange) => reported.push(exchange) });
  onTestFinished(close);
  const change = (body: unknown) =>
    fetch(`${url}/_pact/provider-states`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { emulator, reported, url, change };
}

const exists = { state: 'a connection exists', params: { id: 'contosohr' } };

describe('a state change', () => {
  test('sets up the state', async () => {
    const { emulator, change } = await serverWithStates();

    const response = await change({ ...exists, consumer: 'any', action: 'setup' });

    expect(response.status).toBe(200);
    expect(emulator.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test('responds with the values of the state', async () => {
    const { change } = await serverWithStates();

    const response = await change({ state: 'a schema is registered', params: { id: 'contosohr', operationId: '7' } });

    expect(await response.json()).toEqual({ id: 'contosohr', name: 'contosohr', operationId: '7' });
  });

  test('takes the older form, a list of states', async () => {
    const { emulator, change } = await serverWithStates();

    await change({ states: [{ name: 'a connection exists', params: { id: 'contosohr' } }, ''] });

    expect(emulator.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test.for([{ state: null }, { state: '' }, { states: [] }])('%j empties the tenant', async (body) => {
    const { emulator, url, change } = await serverWithStates();
    await fetch(createRequest({}, { url: `${url}/v1.0/external/connections` }));

    expect((await change(body)).status).toBe(200);
    expect(emulator.connections).toEqual([]);
  });

  test('for a teardown changes nothing', async () => {
    const { emulator, change } = await serverWithStates();
    await change({ ...exists, action: 'setup' });

    expect(await (await change({ ...exists, action: 'teardown' })).json()).toEqual({});
    expect(emulator.connections).toHaveLength(1);
  });

  test('is not an exchange: neither the journal nor onExchange has it', async () => {
    const { emulator, reported, change } = await serverWithStates();

    await change(exists);

    expect([...emulator.exchanges, ...reported]).toEqual([]);
  });

  test('does not hide the next request from onExchange', async () => {
    const { reported, url, change } = await serverWithStates();
    const create = () => fetch(createRequest({}, { url: `${url}/v1.0/external/connections` }));
    await create();
    await change(exists);

    await create();

    expect(reported.map(({ response }) => response.status)).toEqual([201, 409]);
  });
});

describe('a state change that cannot be done', () => {
  test.for([
    [{ state: 'the moon is full' }, /^There is no provider state "the moon is full". Use one of "no connection has/],
    [{ states: [null] }, /^There is no provider state undefined/],
    [{ states: { name: 'a connection exists' } }, /^The body is no state change/],
    [{ state: 'a connection exists', params: { id: 7 } }, /^The option params.id is 7. Use a text/],
    ['no JSON', /^The body is no state change. Send JSON such as/],
    [[], /^The body is no state change/],
    ['null', /^The body is no state change/],
  ] as const)('%j gets 400 with the reason', async ([body, reason]) => {
    const { change } = await serverWithStates();

    const response = await change(body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(reason) } });
  });
});
