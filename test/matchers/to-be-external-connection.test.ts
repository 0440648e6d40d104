import { createBuilders } from 'external-connection-testkit/builders';
import { expect, test } from 'vitest';
import { failureOf, hold } from './runners.ts';

const build = createBuilders({ seed: 7 });

test('passes for a connection as Graph answers it, members of the future included', async () => {
  await hold((expect) => expect(build.connection()).toBeExternalConnection());
  await hold((expect) => expect({ id: 'contosohr', state: 'asleep', mood: 'good' }).toBeExternalConnection());
});

test('fails for a body with a wrong member, and names it', async () => {
  const body = { name: 7, configuration: { authorizedAppIds: 'none' } };

  expect(await failureOf((expect) => expect(body).toBeExternalConnection())).toMatchInlineSnapshot(`
    "Expected a connection as Graph answers it.
    /id is absent. Invalid input: expected string, received undefined.
    /name is 7. Invalid input: expected string, received number.
    /configuration/authorizedAppIds is "none". Invalid input: expected array, received string.
    Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection); Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)"
  `);
});

test('fails for nothing', async () => {
  expect(await failureOf((expect) => expect(undefined).toBeExternalConnection())).toMatchInlineSnapshot(`
    "Expected a connection as Graph answers it.
    The body is absent. Invalid input: expected object, received undefined.
    Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection); Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)"
  `);
});

test('fails for a Graph error, and says that it is one', async () => {
  const body = build.graphError('NameAlreadyExists');

  expect(await failureOf((expect) => expect(body).toBeExternalConnection())).toMatchInlineSnapshot(`
    "Expected a connection as Graph answers it.
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
    `"Expected no connection as Graph answers it, but this is one: {"id":"contosohr","state":"draft"}"`,
  );
});

test('stands for a connection inside other matchers', async () => {
  const list = { value: [{ id: 'contosohr' }, { id: 'contosodocs' }] };

  await hold((expect) => expect(list).toEqual({ value: [expect.toBeExternalConnection(), expect.anything()] }));
  await hold((expect) => expect([{ name: 'HR' }]).toEqual([expect.not.toBeExternalConnection()]));
});

test('tells of a Response and of a promise what to do', async () => {
  const response = Response.json({ id: 'contosohr' });

  expect(await failureOf((expect) => expect(response).toBeExternalConnection())).toMatchInlineSnapshot(
    `"toBeExternalConnection cannot judge what expect(…) was given: a Response with status 200. It takes the body of an answer, parsed. Write expect(await response.json())."`,
  );
  expect(await failureOf((expect) => expect(Promise.resolve({})).not.toBeExternalConnection())).toMatchInlineSnapshot(
    `"toBeExternalConnection cannot judge what expect(…) was given: a promise. It takes the body of an answer, parsed. Write expect(await response.json())."`,
  );
});

test('takes no argument', async () => {
  const assertion = (expect: typeof import('vitest').expect) =>
    // @ts-expect-error an argument
    expect({ id: 'contosohr' }).toBeExternalConnection({ id: 'contosohr' });

  expect(await failureOf(assertion)).toMatchInlineSnapshot(
    `"toBeExternalConnection(…) was given an object with the members id. It takes no argument. Check members by another matcher, such as toMatchObject."`,
  );
});
