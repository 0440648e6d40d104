import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { expect, test } from 'vitest';
import { createRequest, requestTo } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

test('passes for valid requests, faults, and a GET of a connection that does not exist', async () => {
  const graph = createEmulator({ profile: 'live' });
  graph.plan(faults.throttled());
  await graph.fetch(createRequest());
  await graph.fetch(requestTo('/contosohr'));
  await graph.fetch(createRequest());

  await hold((expect) => expect(graph).toHaveNoViolations());
  await hold((expect) => expect(graph).toHaveNoViolations({ advisories: true }));
});

test('passes where no request was received', async () => {
  await hold((expect) => expect(createEmulator({ profile: 'documented' })).toHaveNoViolations());
});

test('fails for requests that break rules, and explains each', async () => {
  const graph = createEmulator({ profile: 'live' });
  await graph.fetch(createRequest());
  await graph.fetch(createRequest({ id: 'contoso-hr' }));
  await graph.fetch(createRequest());

  expect(await failureOf((expect) => expect(graph).toHaveNoViolations())).toMatchInlineSnapshot(`
    "Expected no request to break a rule, but 2 of 3 did:

    POST https://graph.microsoft.com/beta/external/connections got 400 InvalidRequest.
    id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).
      Fix: Use letters and digits only: no hyphen, underscore, space or accent.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)
    Request body: {"id":"contoso-hr","name":"Contoso HR","description":"Connec… (93 characters)

    POST https://graph.microsoft.com/beta/external/connections got 409 NameAlreadyExists.
    This was attempt 2.
    id must be unique in the tenant, in any case, got "contosohr" (at /id, rule id.unique).
      Fix: Choose another id, or treat 409 as "exists already".
      Source: Create externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-external-post-connections)
    Request body: {"id":"contosohr","name":"Contoso HR","description":"Connect… (92 characters)"
  `);
});

test('fails for a path that does not exist', async () => {
  const graph = createEmulator({ profile: 'documented' });
  await graph.fetch('https://graph.microsoft.com/v1.0/external/connection', { method: 'POST' });

  expect(await failureOf((expect) => expect(graph).toHaveNoViolations())).toMatchInlineSnapshot(`
    "Expected no request to break a rule, but 1 of 1 did:

    POST https://graph.microsoft.com/v1.0/external/connection got 501 NotImplemented.
    Did you mean https://graph.microsoft.com/v1.0/external/connections?"
  `);
});

test('fails for an update of a connection that does not exist', async () => {
  const graph = createEmulator({ profile: 'documented' });
  await graph.fetch(requestTo('/contosohr', { method: 'PATCH', body: { name: 'HR' } }));

  await hold((expect) => expect(graph).not.toHaveNoViolations());
});

test('fails for advisories where they count', async () => {
  const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });
  await graph.fetch(createRequest({ id: undefined }));

  expect(await failureOf((expect) => expect(graph).toHaveNoViolations({ advisories: true }))).toMatchInlineSnapshot(`
    "Expected no request to break a rule, but 1 of 1 did:

    POST https://graph.microsoft.com/beta/external/connections got 201.
    A connection must have an id, got nothing (at /id, rule id.required).
      Fix: Choose an id of 3 to 32 letters and digits, and add it.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)
    Request body: {"name":"Contoso HR","description":"Connection to index Cont… (75 characters)"
  `);
  await hold((expect) => expect(graph).toHaveNoViolations());
  await hold((expect) => expect(graph).toHaveNoViolations({ advisories: false }));
});

test('.not fails where no rule is broken', async () => {
  const graph = createEmulator({ profile: 'documented' });
  await graph.fetch(createRequest());

  expect(await failureOf((expect) => expect(graph).not.toHaveNoViolations())).toMatchInlineSnapshot(
    `"Expected a request that breaks a rule, but 1 request broke none."`,
  );
});

test('names what expect(…) takes, and the option', async () => {
  const graph = createEmulator({ profile: 'documented' });

  expect(await failureOf((expect) => expect({}).toHaveNoViolations())).toMatchInlineSnapshot(
    `"toHaveNoViolations: expect(…) received an object without properties. It takes an emulator, or the exchanges of one. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
  );
  expect(
    // @ts-expect-error an option that does not exist
    await failureOf((expect) => expect(graph).toHaveNoViolations({ advisory: true })),
  ).toMatchInlineSnapshot(`"toHaveNoViolations has no option "advisory". It has advisories."`);
  // @ts-expect-error not options
  expect(await failureOf((expect) => expect(graph).toHaveNoViolations(true))).toMatchInlineSnapshot(
    `"toHaveNoViolations takes its options as an object, got true. Use toHaveNoViolations({ … })."`,
  );
});
