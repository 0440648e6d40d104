import { createBuilders } from 'external-connection-testkit/builders';
import { expect, test } from 'vitest';
import { failureOf, hold } from './runners.ts';

const build = createBuilders({ version: 'beta', seed: 7 });

test('passes for a connection as Graph returns it, unknown properties included', async () => {
  await hold((expect) => expect(build.connection({ version: 'beta' })).toBeExternalConnection());
  await hold((expect) => expect({ id: 'contosohr', state: 'asleep', mood: 'good' }).toBeExternalConnection());
});

test('fails for a body with a wrong property, and names it', async () => {
  const body = { name: 7, configuration: { authorizedAppIds: 'none' } };

  expect(await failureOf((expect) => expect(body).toBeExternalConnection())).toMatchInlineSnapshot(`
    "Expected a connection as Graph returns it.
    /id is absent. It must be of type string.
    /name is 7. It must be of type string.
    /configuration/authorizedAppIds is "none". It must be of type array.
    Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection); Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)"
  `);
});

test('fails for undefined', async () => {
  expect(await failureOf((expect) => expect(undefined).toBeExternalConnection())).toMatchInlineSnapshot(`
    "Expected a connection as Graph returns it.
    The body is absent. It must be of type object.
    Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection); Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)"
  `);
});

test('fails for a Graph error, and shows it', async () => {
  const body = build.graphError('NameAlreadyExists');

  expect(await failureOf((expect) => expect(body).toBeExternalConnection())).toMatchInlineSnapshot(`
    "Expected a connection as Graph returns it.
    It is a Graph error: NameAlreadyExists: The specified resource name already exists
    Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection); Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)"
  `);
});

test('.not passes for something else', async () => {
  await hold((expect) => expect({ value: [] }).not.toBeExternalConnection());
});

test('.not fails for a connection, and shows it', async () => {
  const body = { id: 'contosohr', state: 'draft' };

  expect(await failureOf((expect) => expect(body).not.toBeExternalConnection())).toMatchInlineSnapshot(
    `"Expected a value that is not a connection, but it is one: {"id":"contosohr","state":"draft"}"`,
  );
});

test('matches a connection inside other matchers', async () => {
  const list = { value: [{ id: 'contosohr' }, { id: 'contosodocs' }] };

  await hold((expect) => expect(list).toEqual({ value: [expect.toBeExternalConnection(), expect.anything()] }));
  await hold((expect) => expect([{ name: 'HR' }]).toEqual([expect.not.toBeExternalConnection()]));
});

test('explains how to check a Response and a promise', async () => {
  const response = Response.json({ id: 'contosohr' });

  expect(await failureOf((expect) => expect(response).toBeExternalConnection())).toMatchInlineSnapshot(
    `"toBeExternalConnection: expect(…) received a Response with status 200. It takes the parsed body of a response. Write expect(await response.json())."`,
  );
  expect(await failureOf((expect) => expect(Promise.resolve({})).not.toBeExternalConnection())).toMatchInlineSnapshot(
    `"toBeExternalConnection: expect(…) received a promise. It takes the parsed body of a response. Write expect(await response.json())."`,
  );
});

test('takes no argument', async () => {
  const assertion = (expect: typeof import('vitest').expect) =>
    // @ts-expect-error an argument
    expect({ id: 'contosohr' }).toBeExternalConnection({ id: 'contosohr' });

  expect(await failureOf(assertion)).toMatchInlineSnapshot(
    `"toBeExternalConnection(…) received an object with the properties id. It takes no argument. Check properties with another matcher, such as toMatchObject."`,
  );
});
