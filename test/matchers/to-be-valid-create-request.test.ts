import { createBuilders } from 'external-connection-testkit/builders';
import { expect, test } from 'vitest';
import { failureOf, hold } from './runners.ts';

const valid = { id: 'contosohr', name: 'Contoso HR' };

test('passes for a valid body', async () => {
  await hold((expect) => expect(valid).toBeValidCreateRequest({ profile: 'documented', version: 'beta' }));
  await hold((expect) =>
    expect(createBuilders({ version: 'beta' }).createRequest()).toBeValidCreateRequest({
      version: 'beta',
      profile: 'live',
    }),
  );
  await hold((expect) => expect(valid).toBeValidCreateRequest({ profile: 'live', version: 'v1.0' }));
});

test('fails for a body that breaks rules, and explains each', async () => {
  const body = { id: 'contoso-hr', nickname: 'HR' };

  const failure = await failureOf((expect) =>
    expect(body).toBeValidCreateRequest({ version: 'beta', profile: 'live' }),
  );

  expect(failure).toMatchInlineSnapshot(`
    "Expected a valid create request (profile live, version beta), but it breaks 3 rules:

    Unknown property "nickname" (at /nickname, rule property.known).
      Fix: Remove the property, or correct its spelling and case.
      Source: Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)

    id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).
      Fix: Use letters and digits only: no hyphen, underscore, space or accent.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)

    A connection must have a name, got nothing (at /name, rule name.required).
      Fix: Add a name; people see it in the admin center.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)"
  `);
});

test('fails for a body without a name only in profile live', async () => {
  const failure = await failureOf((expect) =>
    expect({ id: 'contosohr' }).toBeValidCreateRequest({ version: 'beta', profile: 'live' }),
  );

  expect(failure).toMatchInlineSnapshot(`
    "Expected a valid create request (profile live, version beta), but it breaks a rule:

    A connection must have a name, got nothing (at /name, rule name.required).
      Fix: Add a name; people see it in the admin center.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)"
  `);
  await hold((expect) =>
    expect({ id: 'contosohr' }).toBeValidCreateRequest({ profile: 'documented', version: 'beta' }),
  );
});

test('follows the version and the switches', async () => {
  const body = { ...valid, enabledContentExperiences: 'search' };

  await hold((expect) => expect(body).toBeValidCreateRequest({ profile: 'documented', version: 'beta' }));
  await hold((expect) => expect(body).not.toBeValidCreateRequest({ profile: 'documented', version: 'v1.0' }));
  await hold((expect) =>
    expect(body).toBeValidCreateRequest({ profile: 'documented', version: 'v1.0', betaSettingsOnV1: true }),
  );
});

test('.not passes for a body that breaks a rule', async () => {
  await hold((expect) =>
    expect({ id: 'contoso-hr' }).not.toBeValidCreateRequest({ profile: 'documented', version: 'beta' }),
  );
});

test('.not fails for a valid body, and shows it', async () => {
  expect(
    await failureOf((expect) => expect(valid).not.toBeValidCreateRequest({ profile: 'documented', version: 'beta' })),
  ).toMatchInlineSnapshot(
    `"Expected an invalid create request (profile documented, version beta), but it is valid: {"id":"contosohr","name":"Contoso HR"}"`,
  );
});

test('matches a valid body inside other matchers', async () => {
  const calls = [['/connections', valid]];

  await hold((expect) =>
    expect(calls).toEqual([['/connections', expect.toBeValidCreateRequest({ version: 'beta', profile: 'live' })]]),
  );
  await hold((expect) =>
    expect({ body: { id: '-' } }).toEqual({
      body: expect.not.toBeValidCreateRequest({ profile: 'documented', version: 'beta' }),
    }),
  );
  await hold((expect) =>
    expect({ body: { id: '-' } }).not.toEqual({
      body: expect.toBeValidCreateRequest({ profile: 'documented', version: 'beta' }),
    }),
  );
});

test.for([
  ['a promise', () => Promise.resolve(valid)],
  ['a Request', () => new Request('https://contoso.example', { method: 'POST', body: '{}' })],
  ['a Map', () => new Map([['id', 'contosohr']])],
] as const)('refuses %s, which JSON.stringify turns into {}', async ([, received]) => {
  await expect(
    failureOf((expect) => expect(received()).toBeValidCreateRequest({ profile: 'documented', version: 'beta' })),
  ).resolves.toMatch(/^toBeValidCreateRequest: expect\(…\) received a/);
  await expect(
    failureOf((expect) => expect(received()).not.toBeValidCreateRequest({ profile: 'documented', version: 'beta' })),
  ).resolves.toMatch(/^toBeValid/);
});

test('checks an instance of a class of the user', async () => {
  class HrConnection {
    readonly id = 'contosohr';
    readonly name = 'Contoso HR';
  }

  await hold((expect) => expect(new HrConnection()).toBeValidCreateRequest({ version: 'beta', profile: 'live' }));
});

test('explains how to check a promise', async () => {
  const received = Promise.resolve(valid);

  expect(
    await failureOf((expect) => expect(received).toBeValidCreateRequest({ profile: 'documented', version: 'beta' })),
  ).toMatchInlineSnapshot(
    `"toBeValidCreateRequest: expect(…) received a promise. It takes the body as your code passes it to JSON.stringify, or as JSON.parse returns it. Await a promise; of a Request or a Response pass what await json() returns."`,
  );
});

test('throws for a wrong option', async () => {
  expect(
    await failureOf((expect) =>
      // @ts-expect-error an option that does not exist
      expect(valid).toBeValidCreateRequest({ profil: 'live' }),
    ),
  ).toMatchInlineSnapshot(`"toBeValidCreateRequest has no option "profil". Did you mean "profile"?"`);
  expect(
    // @ts-expect-error a profile that does not exist
    await failureOf((expect) => expect(valid).toBeValidCreateRequest({ version: 'beta', profile: 'lively' })),
  ).toMatchInlineSnapshot(`"The option profile is "lively". Use "documented" or "live"."`);
  // @ts-expect-error a profile alone, as in 0.1
  await expect(failureOf((expect) => expect(valid).toBeValidCreateRequest('live'))).resolves.toContain('"live"');
  // @ts-expect-error no options
  expect(await failureOf((expect) => expect(valid).toBeValidCreateRequest(1))).toMatchInlineSnapshot(
    `"toBeValidCreateRequest takes its options as an object, got 1. Use toBeValidCreateRequest({ … })."`,
  );
});
