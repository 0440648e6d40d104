import { createEmulator } from 'external-connection-testkit/emulator';
import { expect, test } from 'vitest';
import { createRequest } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

async function tenantWith(...ids: readonly string[]) {
  const graph = createEmulator({ profile: 'live' });
  for (const id of ids) await graph.fetch(createRequest({ id }));
  return graph;
}

test('passes for that number, refused requests not counted', async () => {
  const graph = await tenantWith('contosohr', 'contosohr', 'contosodocs');

  await hold((expect) => expect(graph).toHaveCreatedExactly(2));
  await hold((expect) => expect(createEmulator({ profile: 'documented' })).toHaveCreatedExactly(0));
});

test('fails for more, and names them', async () => {
  const graph = await tenantWith('contosohr', 'contosodocs');

  expect(await failureOf((expect) => expect(graph).toHaveCreatedExactly(1))).toMatchInlineSnapshot(`
    "Expected 1 connection to be created, but 2 were: contosohr, contosodocs. Received requests:

    POST https://graph.microsoft.com/beta/external/connections got 201.
    Request body: {"id":"contosohr","name":"Contoso HR","description":"Connect… (92 characters)

    POST https://graph.microsoft.com/beta/external/connections got 201.
    Request body: {"id":"contosodocs","name":"Contoso HR","description":"Conne… (94 characters)"
  `);
});

test('fails for none, and explains why', async () => {
  const graph = await tenantWith('hr');

  expect(await failureOf((expect) => expect(graph).toHaveCreatedExactly(1))).toMatchInlineSnapshot(`
    "Expected 1 connection to be created, but none was. Received requests:

    POST https://graph.microsoft.com/beta/external/connections got 400 InvalidRequest.
    id must be 3 to 32 characters long, got "hr" (at /id, rule id.length).
      Fix: Choose an id of 3 to 32 characters.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)
    Request body: {"id":"hr","name":"Contoso HR","description":"Connection to … (85 characters)"
  `);
});

test('shows the latest five of many requests', async () => {
  const graph = await tenantWith('contosohr', '-1', '-2', '-3', '-4', '-5', '-6');

  const failure = await failureOf((expect) => expect(graph).toHaveCreatedExactly(2));

  expect(failure).toContain('(2 before these)');
  expect(failure).not.toContain('"-1"');
  expect(failure).toContain('"-6"');
});

test('.not passes for another number', async () => {
  const graph = await tenantWith('contosohr');

  await hold((expect) => expect(graph).not.toHaveCreatedExactly(2));
});

test('.not fails for that number', async () => {
  const graph = await tenantWith('contosohr');

  expect(await failureOf((expect) => expect(graph).not.toHaveCreatedExactly(1))).toMatchInlineSnapshot(`
    "Expected another number of created connections than 1. Received requests:

    POST https://graph.microsoft.com/beta/external/connections got 201.
    Request body: {"id":"contosohr","name":"Contoso HR","description":"Connect… (92 characters)"
  `);
});

test.for([-1, 1.5, Number.NaN, '1', undefined])('refuses the number %s', async (number) => {
  const graph = createEmulator({ profile: 'documented' });

  // @ts-expect-error not each is a number
  await expect(failureOf((expect) => expect(graph).toHaveCreatedExactly(number))).resolves.toMatch(
    /^toHaveCreatedExactly\(…\) received .* It takes a whole number from 0\./,
  );
});

test('names what expect(…) takes, and the number', async () => {
  const graph = createEmulator({ profile: 'documented' });

  expect(await failureOf((expect) => expect(graph.connections.length).toHaveCreatedExactly(1))).toMatchInlineSnapshot(
    `"toHaveCreatedExactly: expect(…) received the number 0. It takes an emulator, or the exchanges of one. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
  );
  expect(await failureOf((expect) => expect(graph).toHaveCreatedExactly(-1))).toMatchInlineSnapshot(
    `"toHaveCreatedExactly(…) received the number -1. It takes a whole number from 0. For example toHaveCreatedExactly(1)."`,
  );
});
