import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { describe, expect, test } from 'vitest';
import { createRequest } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

async function tenantWith(...bodies: readonly object[]) {
  const graph = createEmulator({ profile: 'live' });
  for (const body of bodies) await graph.fetch(createRequest(body));
  return graph;
}

describe('passes', () => {
  test('for a connection that a request created, in any order', async () => {
    const graph = await tenantWith({ id: 'contosodocs' }, { id: 'contosohr' }, { id: 'contosocrm' });

    await hold((expect) => expect(graph).toHaveCreatedConnection({ id: 'contosohr', name: 'Contoso HR' }));
  });

  test('for the exchanges of an emulator', async () => {
    const { exchanges } = await tenantWith({});

    await hold((expect) => expect(exchanges).toHaveCreatedConnection({ id: 'contosohr' }));
  });

  test('for asymmetric matchers as properties', async () => {
    const graph = await tenantWith({});
    const expected = { name: 'HR', configuration: { authorizedAppIds: 1 } };
    await hold((expect) =>
      expect(graph).toHaveCreatedConnection({
        name: expect.stringContaining(expected.name),
        configuration: { authorizedAppIds: [expect.any(String)] },
        state: expect.not.stringMatching('ready'),
      }),
    );
  });

  test('for a connection whose response a fault replaced', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.brokenCard());
    await graph.fetch(createRequest());

    await hold((expect) => expect(graph).toHaveCreatedConnection({ id: 'contosohr' }));
  });

  test('for a connection that has been deleted since', async () => {
    const graph = await tenantWith({});
    await graph.fetch('https://graph.microsoft.com/v1.0/external/connections/contosohr', {
      method: 'DELETE',
      headers: { Authorization: 'Bearer opaque-access-token' },
    });

    await hold((expect) => expect(graph).toHaveCreatedConnection({ id: 'contosohr' }));
  });
});

describe('fails', () => {
  test('without a character of the connection that steers a terminal', async () => {
    const graph = await tenantWith({ name: '\u009b31mHR\u202e' });

    const failure = await failureOf((expect) => expect(graph).toHaveCreatedConnection({ name: 'HR' }));

    expect(failure).toContain(String.raw`/name: expected "HR", got "\u009b31mHR\u202e"`);
  });

  test('for another connection, and shows each difference', async () => {
    const graph = await tenantWith({ description: 'Employees' });

    const failure = await failureOf((expect) =>
      expect(graph).toHaveCreatedConnection({ id: 'contosohr', name: 'HR', description: expect.stringContaining('x') }),
    );

    expect(failure).toMatchInlineSnapshot(`
      "Expected a connection with {"id":"contosohr","name":"HR","description":"StringContaining \\"x\\""} to be created, but the one that was created, contosohr, differs:
      /name: expected "HR", got "Contoso HR"
      /description: expected "StringContaining \\"x\\"", got "Employees""
    `);
  });

  test('for several others, and shows the most similar', async () => {
    const graph = await tenantWith({ id: 'contosodocs', name: 'Docs' }, { id: 'contosocrm', name: 'Contoso HR' });

    const failure = await failureOf((expect) =>
      expect(graph).toHaveCreatedConnection({ id: 'contosohr', name: 'Contoso HR' }),
    );

    expect(failure).toMatchInlineSnapshot(`
      "Expected a connection with {"id":"contosohr","name":"Contoso HR"} to be created, but of the 2 that were created the most similar, contosocrm, differs:
      /id: expected "contosohr", got "contosocrm""
    `);
  });

  test('for a value that the service decides, and explains why', async () => {
    const graph = await tenantWith({ state: 'ready', configuration: { authorizedAppIds: ['an-app-of-contoso'] } });

    const failure = await failureOf((expect) =>
      expect(graph).toHaveCreatedConnection({
        state: 'ready',
        configuration: { authorizedAppIds: ['an-app-of-contoso'] },
      }),
    );

    expect(failure).toMatchInlineSnapshot(`
      "Expected a connection with {"state":"ready","configuration":{"authorizedAppIds":["an-app-of-contoso"]}} to be created, but the one that was created, contosohr, differs:
      /state: expected "ready", got "draft"
        Decided by the service: Profile documented echoes them; profile live ignores them, once they have the right type. The switch \`rejectReadOnly\` refuses them with 400.
      /configuration/authorizedAppIds: expected ["an-app-of-contoso"], got ["an-app-of-contoso","d310d35d-72ec-47dd-92f2-fb9c40936555"]
        Decided by the service: The caller's own app id; it is added behind the ids that were sent, if absent. An opaque token has no app id: the emulator's option \`appId\` stands in. The old \`authorizedApps\` is kept when sent, never added."
    `);
  });

  test('for a refused request, and explains the refusal', async () => {
    const graph = await tenantWith({ id: 'contoso-hr' });

    const failure = await failureOf((expect) => expect(graph).toHaveCreatedConnection({ id: 'contosohr' }));

    expect(failure).toMatchInlineSnapshot(`
      "Expected a connection with {"id":"contosohr"} to be created, but none was. Received requests:

      POST https://graph.microsoft.com/beta/external/connections got 400 InvalidRequest.
      id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).
        Fix: Use letters and digits only: no hyphen, underscore, space or accent.
        Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)
      Request body: {"id":"contoso-hr","name":"Contoso HR","description":"Connec… (93 characters)"
    `);
  });

  test('without any request, and names what to check', async () => {
    const graph = createEmulator({ profile: 'documented' });

    expect(
      await failureOf((expect) => expect(graph).toHaveCreatedConnection({ id: 'contosohr' })),
    ).toMatchInlineSnapshot(`
      "Expected a connection with {"id":"contosohr"} to be created, but none was. No request was received. Check that the test awaits your client, and that the client calls
      https://graph.microsoft.com through the handlers of this emulator, the url of its server, or graph.fetch."
    `);
  });

  test('for a connection that emulator.put stored', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr' });
    await graph.fetch(createRequest());

    await hold((expect) => expect(graph).not.toHaveCreatedConnection({ id: 'contosohr' }));
  });

  test('without the token in the message', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest({ name: 'opaque-access-token', id: '-' }));

    expect(await failureOf((expect) => expect(graph).toHaveCreatedConnection({ id: 'contosohr' }))).not.toContain(
      'opaque-access-token',
    );
  });

  test.for([
    ['a shorter list', { configuration: { authorizedAppIds: [] } }],
    ['null', { name: null }],
    ['a property more', { configuration: { authorizedAppIds: ['a'], owner: 'x' } }],
    ['a list for an object', { configuration: [] as object }],
    ['an object for an absent one', { searchSettings: {} }],
  ] as const)('for %s', async ([, expected]) => {
    const graph = await tenantWith({ configuration: { authorizedAppIds: ['a'] } });

    await hold((expect) => expect(graph).not.toHaveCreatedConnection(expected));
  });
});

test('gives vitest the properties for its diff', async () => {
  const graph = await tenantWith({});
  const failure = await Promise.resolve()
    .then(() => expect(graph).toHaveCreatedConnection({ name: 'HR' }))
    .catch((error: unknown) => error);

  expect(failure).toMatchObject({ actual: { name: 'Contoso HR' }, expected: { name: 'HR' } });
});

test('.not fails for such a connection, and shows it', async () => {
  const graph = await tenantWith({});

  const failure = await failureOf((expect) => expect(graph).not.toHaveCreatedConnection({ id: 'contosohr' }));

  expect(failure).toMatchInlineSnapshot(
    `"Expected no connection with {"id":"contosohr"} to be created, but one was: {"id":"contosohr","name":"Contoso HR","description":"Connect… (370 characters)"`,
  );
});

describe('misused', () => {
  test('names what expect(…) takes', async () => {
    const response = new Response(null, { status: 201 });

    expect(
      await failureOf((expect) => expect(response).toHaveCreatedConnection({ id: 'contosohr' })),
    ).toMatchInlineSnapshot(
      `"toHaveCreatedConnection: expect(…) received a Response with status 201. It takes an emulator, or the exchanges of one. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
    );
    expect(
      await failureOf((expect) => expect(Promise.resolve()).not.toHaveCreatedConnection({ id: 'contosohr' })),
    ).toMatchInlineSnapshot(
      `"toHaveCreatedConnection: expect(…) received a promise. It takes an emulator, or the exchanges of one. Await it first, and pass the emulator behind your client to expect(…)."`,
    );
    expect(
      await failureOf((expect) => expect([{ id: 'contosohr' }]).toHaveCreatedConnection({ id: 'contosohr' })),
    ).toMatchInlineSnapshot(
      `"toHaveCreatedConnection: expect(…) received an array of length 1. It takes an emulator, or the exchanges of one. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
    );
  });

  test('names the properties of a connection', async () => {
    const graph = createEmulator({ profile: 'documented' });

    // @ts-expect-error no argument
    expect(await failureOf((expect) => expect(graph).toHaveCreatedConnection())).toMatchInlineSnapshot(
      `"toHaveCreatedConnection(…) received nothing (undefined). It takes properties of a connection: @odata.context, @odata.type, id, name, description, connectorId, state, ingestedItemsCount, configuration, activitySettings, searchSettings, complianceSettings, contentCategory, enabledContentExperiences. For example toHaveCreatedConnection({ id: 'contosohr' }); for any connection, toHaveCreatedExactly(1)."`,
    );
    expect(
      // @ts-expect-error no such property
      await failureOf((expect) => expect(graph).not.toHaveCreatedConnection({ nam: 'Contoso HR' })),
    ).toMatchInlineSnapshot(
      `"toHaveCreatedConnection(…) received an object with the properties nam. It takes properties of a connection: @odata.context, @odata.type, id, name, description, connectorId, state, ingestedItemsCount, configuration, activitySettings, searchSettings, complianceSettings, contentCategory, enabledContentExperiences. For example toHaveCreatedConnection({ id: 'contosohr' }); for any connection, toHaveCreatedExactly(1)."`,
    );
  });
});
