import { createEmulator } from 'external-connection-testkit/emulator';
import { planVerification, type StateTable, VerificationError, verifyProvider } from 'external-connection-testkit/pact';
import { startServer } from 'external-connection-testkit/server';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { found, jsonBody, jsonFile, pactFile } from './pact-file.ts';

const theirs = { name: 'the HR connection was created', params: { connectionId: 'contosohr', title: 'HR' } };

/** The pact of a team with state names of its own, as pact-jvm writes it: the path comes from their param. */
const pact = {
  consumer: { name: 'hr' },
  provider: { name: 'graph' },
  interactions: [
    {
      description: 'a request for a connection',
      providerStates: [theirs],
      request: {
        method: 'GET',
        path: '/v1.0/external/connections/example',
        headers: { Authorization: 'Bearer fake-access-token' },
        generators: {
          path: { type: 'ProviderState', expression: '/v1.0/external/connections/${connectionId}', dataType: 'STRING' },
        },
      },
      response: { status: 200, body: { id: 'contosohr', name: 'Contoso HR' } },
    },
  ],
  metadata: { pactSpecification: { version: '3.0.0' }, 'pact-jvm': { version: '4.6.17' } },
};

const states: StateTable = {
  [theirs.name]: { state: 'a connection exists', params: { id: '${connectionId}', name: 'Contoso ${title}' } },
};

test('a state of a team stands for a state of the kit, with its params', async () => {
  const { totals, interactions } = await verifyProvider({
    emulator: createEmulator(),
    pacts: [jsonFile(pact)],
    states,
  });

  expect(totals).toMatchObject({ passed: 1, failed: 0 });
  expect(interactions[0]?.states).toEqual([theirs.name]);
});

test('a state of a team is set up on a server', async () => {
  const { url, close } = await startServer();
  onTestFinished(close);

  const { totals } = await verifyProvider({ graphUrl: url, pacts: [jsonFile(pact)], states });

  expect(totals).toMatchObject({ passed: 1, failed: 0 });
});

test('a plan has the states of the kit', () => {
  const plan = planVerification({ graphUrl: 'http://127.0.0.1:3000', pacts: [jsonFile(pact)], states });

  expect(plan.steps[0]).toMatchObject({
    body: { state: 'a connection exists', params: { id: 'contosohr', name: 'Contoso HR' } },
    purpose: `state "${theirs.name}"`,
  });
});

test('a state of a team puts connections with their contents', async () => {
  const everyone = { type: 'everyone', value: 'everyone', accessType: 'grant' } as const;
  const item = { id: 'it-1', acl: [everyone], properties: {} };
  const file = pactFile([
    {
      providerStates: [theirs],
      request: { ...found.request, path: '/v1.0/external/connections/contosohr/items/it-1' },
      response: { status: 200, body: jsonBody({ id: 'it-1' }) },
    },
  ]);

  const { totals } = await verifyProvider({
    emulator: createEmulator(),
    pacts: [file],
    states: { [theirs.name]: { connections: [{ id: '${connectionId}', name: 'Contoso HR', items: [item] }] } },
  });

  expect(totals).toMatchObject({ passed: 1, failed: 0 });
});

test('a state of a team plans faults', async () => {
  const name = 'Graph is busy';
  const file = pactFile([
    {
      providerStates: [{ name, params: { seconds: 7 } }],
      response: { status: 429, headers: { 'Retry-After': ['7'] } },
    },
  ]);

  const { totals } = await verifyProvider({
    emulator: createEmulator(),
    pacts: [file],
    states: {
      [name]: { faults: [{ fault: 'throttled', options: { retryAfter: '${seconds}' }, on: 'getConnection' }] },
    },
  });

  expect(totals).toMatchObject({ passed: 1, failed: 0 });
});

test('contents of a state replace what an earlier interaction left', async () => {
  const emulator = createEmulator();
  emulator.put({ id: 'leftover' });
  await emulator.fetch('https://graph.microsoft.com/v1.0/external/connections');

  await verifyProvider({
    emulator,
    pacts: [pactFile([{ providerStates: [theirs] }])],
    states: { [theirs.name]: { connections: [{ id: 'contosohr' }] } },
  });

  expect(emulator.connections.map(({ id }) => id)).toEqual(['contosohr']);
});

test.for([
  ['an emulator', undefined],
  ['a server', startServer],
] as const)('an unknown state of %s is reported with the line to add', async ([, start]) => {
  const server = await start?.();
  onTestFinished(() => server?.close());
  const provider = server ? { graphUrl: server.url } : { emulator: createEmulator() };

  const verification = verifyProvider({ ...provider, pacts: [jsonFile(pact)] });

  await expect(verification).rejects.toThrow(
    'Or add to the file of --states, or the option states: "the HR connection was created": { "state": "a connection exists", "params": { "id": "${connectionId}" } }',
  );
  await expect(verification).rejects.toBeInstanceOf(VerificationError);
});

test('a param that the state of the pact lacks is named with the nearest', async () => {
  const wrong: StateTable = { [theirs.name]: { state: 'a connection exists', params: { id: '${conectionId}' } } };

  const verification = verifyProvider({ emulator: createEmulator(), pacts: [jsonFile(pact)], states: wrong });

  await expect(verification).rejects.toThrow(
    'The provider state "the HR connection was created" of the pact has no param "conectionId". Did you mean "connectionId"?',
  );
});

test.for([
  ['none', 'The option states is "none". Use an object such as { "their name": { "state": "a connection exists"'],
  [{ s: 'a connection exists' }, 'The option states["s"] is "a connection exists". Use an object with state, params,'],
  [{ s: {} }, 'The option states["s"] is an object. Use either state and params, or connections and faults'],
  [{ s: { sate: 'x' } }, 'The option states["s"] has no property "sate". Did you mean "state"?'],
  [
    { s: { state: 'a conection exists' } },
    '.state is "a conection exists". Did you mean "a connection exists"? Use one',
  ],
  [{ s: { state: 'a connection exists', faults: [] } }, 'Use either state and params, or connections and faults'],
  [{ s: { state: 'a connection exists', params: 'id' } }, 'The option states["s"].params is "id". Use an object.'],
  [{ s: { connections: {} } }, 'The option states["s"].connections is an object. Use an array.'],
  [{ s: { connections: [{ id: 'a', nam: 'b' }] } }, '.connections[0] has no property "nam". Did you mean "name"?'],
  [{ s: { connections: [{ name: 'b' }] } }, '.connections[0].id is undefined. Use the id of the connection.'],
  [{ s: { faults: [{ fault: 'throtled' }] } }, '.faults[0].fault is "throtled". Did you mean "throttled"? Use one of'],
  [{ s: { faults: [{ fault: 'slow', options: { milisecond: 1 } }] } }, '"milisecond". Did you mean "milliseconds"?'],
] as const)('refuses the states %j with the place and the fix', async ([wrong, message]) => {
  const options = { emulator: createEmulator(), pacts: [jsonFile(pact)], states: wrong as unknown as StateTable };

  await expect(verifyProvider(options)).rejects.toThrow(TypeError);
  await expect(verifyProvider(options)).rejects.toThrow(message);
});

test.for([
  [{}, 'The option states["s"] needs the option emulator. Use state in place of connections and faults.'],
  [{ accessToken: 'a-token' }, 'The option states does not go with a tenant'],
] as const)('refuses contents where nothing can be put, with %j', async ([more, message]) => {
  const options = { graphUrl: 'http://127.0.0.1:3000', pacts: [jsonFile(pact)], states: { s: { connections: [] } } };

  await expect(verifyProvider({ ...options, ...more })).rejects.toThrow(message);
});

test('the command verify takes a file of states', async () => {
  const { stdout, exitCode } = await runCli(['verify', '--states', jsonFile(states), jsonFile(pact)]);

  expect(stdout).toContain('1 passed');
  expect(exitCode).toBe(0);
});

test.for([
  ['missing.json', 'Cannot read missing.json: it does not exist.'],
  ['{ "a": }', 'it is not JSON at line 1, column 8.'],
] as const)('the command verify exits with 2 for the states %j', async ([text, message]) => {
  const file = text === 'missing.json' ? text : jsonFile(text);

  const { stderr, exitCode } = await runCli(['verify', '--states', file, jsonFile(pact)]);

  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
