import { readFileSync, writeFileSync } from 'node:fs';
import { createEmulator } from 'external-connection-testkit/emulator';
import { type VerifyOptions, verifyProvider } from 'external-connection-testkit/pact';
import { describe, expect, test } from 'vitest';
import { jsonFile, pactFile } from './pact-file.ts';

const emulator = createEmulator({ profile: 'documented' });
const graphUrl = 'http://127.0.0.1:3000';
const pact = 'pacts/external-connection-testkit-microsoft-graph-external-connections-v1.0.json';

describe('an option that cannot be used is refused with its name, its value and the fix', () => {
  test.for([
    [
      { emulator },
      'The option pacts is undefined. Use an array of pact files, such as ["pacts/consumer-provider.json"], or the option broker.',
    ],
    [
      { emulator, pacts: [] },
      'The option pacts is an empty array. Use an array of pact files, such as ["pacts/consumer-provider.json"], or the option broker.',
    ],
    [{ pacts: [] }, 'The option graphUrl is undefined. Use it or emulator: what is to be verified.'],
    [
      { emulator, graphUrl, pacts: [] },
      'The option graphUrl is "http://127.0.0.1:3000". Use it or emulator, not both.',
    ],
    [
      { graphUrl: 'localhost:3000', pacts: [] },
      'The option graphUrl is "localhost:3000". Use a URL that begins with http:// or https://, such as "http://127.0.0.1:3000".',
    ],
    [{ graphUrl: 'not a url', pacts: [] }, 'The option graphUrl is "not a url". Use a URL'],
    [
      { graphUrl: 'http://u:canary-password@127.0.0.1', pacts: [] },
      'The option graphUrl holds a user or a password. Leave it out of the URL.',
    ],
    [{ graphUrl, providerStatesUrl: '/states', pacts: [] }, 'The option providerStatesUrl is "/states". Use a URL'],
    [{ emulator, timeoutMs: 0, pacts: [] }, 'The option timeoutMs is 0. Use a whole number of milliseconds from 1'],
    [{ emulator, timeoutMs: 2 ** 31, pacts: [] }, 'The option timeoutMs is 2147483648. Use a whole number'],
    [{ emulator, states: new Map(), pacts: [] }, 'The option states is an object of type Map. Use an object such as'],
    [
      { graphUrl, accessToken: 'Bearer canary-token', pacts: [] },
      'The option accessToken is empty, or holds what no token does. Use the token alone, without Bearer.',
    ],
    [{ graphUrl, accessToken: '', pacts: [] }, 'The option accessToken is empty'],
    [
      { graphUrl: 'http://graph.microsoft.com', accessToken: 'canary-token', pacts: [pact] },
      'The option graphUrl is "http://graph.microsoft.com". Use an https root, such as "https://graph.microsoft.com".',
    ],
    [
      { emulator, pacts: ['missing.json'] },
      'The option pacts has missing.json, which does not exist. Give the paths of pact files, such as pacts/*.json.',
    ],
    [
      { emulator, pacts: ['pacts'] },
      'The option pacts has pacts, which is a folder. Give the paths of pact files, such as pacts/*.json.',
    ],
    [
      { emulator, pacts: ['package.json'] },
      'The option pacts has package.json, which is not a pact. A pact names its consumer and provider, and has interactions.',
    ],
    [
      { emulator, pacts: ['README.md'] },
      'The option pacts has README.md, which is not JSON at line 1, column 1. Correct it there.',
    ],
    [{ emulator, broker: { url: 'broker' } }, 'The option broker.url is "broker". Use a URL'],
    [
      { emulator, broker: { url: graphUrl, token: 'canary-token', username: 'u', password: 'p' } },
      'The option broker has a token and a user. Use one of them.',
    ],
    [
      { emulator, broker: { url: graphUrl, username: 'u' } },
      'The option broker has only one of username and password. Use both, or a token.',
    ],
    [
      { emulator, broker: { url: graphUrl, selectors: [] } },
      'The option broker.selectors is an empty array. Use an array such as [{ mainBranch: true }].',
    ],
    [
      { emulator, broker: { url: graphUrl, wipSince: 'yesterday' } },
      'The option broker.wipSince is "yesterday". Use a date such as "2026-01-01".',
    ],
    [
      { emulator, broker: { url: graphUrl, pending: true } },
      'The option broker.pending needs the branch or a tag of the provider, by which the broker decides what may fail.',
    ],
    [
      { emulator, broker: { url: graphUrl, wipSince: '2026-01-01', publish: { version: '1', tags: [] } } },
      'The option broker.wipSince needs the branch or a tag of the provider',
    ],
    [
      { emulator, broker: { url: graphUrl, publish: { version: '' } } },
      'The option broker.publish.version is "". Use the version of the provider, such as a commit.',
    ],
    [
      { graphUrl, accessToken: 'canary-token', broker: { url: graphUrl } },
      'The option broker.url does not go with a tenant: what is safe there is chosen from files.',
    ],
    [
      { graphUrl, accessToken: 'canary-token', tenant: { pollMs: 0 }, pacts: [] },
      'The option tenant.pollMs is 0. Use a whole number of milliseconds from 1 to 86400000.',
    ],
    [{ emulator, pact: [] }, 'verifyProvider has no option "pact". Did you mean "pacts"?'],
    [{ emulator, baseUrl: 'http://127.0.0.1', pacts: [] }, 'verifyProvider has no option "baseUrl".'],
    [{ emulator, pacts: 'pact.json' }, 'The option pacts is "pact.json". Use an array of pact files'],
    [{ emulator: {}, pacts: [] }, 'The option emulator is an object. Use what createEmulator returns.'],
    [{ emulator, broker: graphUrl }, 'The option broker is "http://127.0.0.1:3000". Use an object: { url: … }.'],
    [{ emulator, broker: {} }, 'The option broker.url is undefined. Use the URL of a Pact Broker.'],
    [
      { emulator, broker: { url: graphUrl, tokn: 'canary-token' } },
      'verifyProvider has no option "broker.tokn". Did you mean "broker.token"?',
    ],
    [
      { emulator, broker: { url: graphUrl, publish: { verson: '1' } } },
      'verifyProvider has no option "broker.publish.verson". Did you mean "broker.publish.version"?',
    ],
    [
      { graphUrl, accessToken: 'canary-token', tenant: { waitMS: 1 }, pacts: [] },
      'verifyProvider has no option "tenant.waitMS". Did you mean "tenant.waitMs"?',
    ],
    [
      { graphUrl, accessToken: 'canary-token', tenant: 'contoso', pacts: [] },
      'The option tenant is "contoso". Use an object: { unsafe: … }.',
    ],
  ] as readonly (readonly [VerifyOptions, string])[])('%#: %j', async ([options, message]) => {
    const error = await verifyProvider(options).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain('canary');
  });

  test('a pact without an interaction', async () => {
    const file = jsonFile({ consumer: { name: 'hr' }, provider: { name: 'graph' }, interactions: [] });

    await expect(verifyProvider({ emulator, pacts: [file] })).rejects.toThrow(
      `The option pacts has ${file}, which contains no interaction. Record the pact again.`,
    );
  });

  test.for([
    ['null', null],
    ['a text', 'a request'],
    ['states that are texts', { providerStates: ['a connection exists'] }],
    ['a state that is null', { providerStates: [null] }],
    ['states that are an object', { providerStates: {} }],
    ['a status that is a string', { response: { status: '200' } }],
    ['a status that is null', { response: { status: null } }],
  ])('a pact with %s in place of an interaction', async ([, interaction]) => {
    const file = jsonFile({ consumer: { name: 'hr' }, provider: { name: 'graph' }, interactions: [{}, interaction] });

    await expect(verifyProvider({ emulator, pacts: [file] })).rejects.toThrow(
      `The option pacts has ${file}, which has something else at /interactions/1. An interaction is an object, each of its provider states one with a name, and a status is a whole number.`,
    );
  });

  test('a pact of a provider without a name', async () => {
    const file = jsonFile({ consumer: { name: 'hr' }, provider: { name: '' }, interactions: [{}] });

    await expect(verifyProvider({ emulator, pacts: [file] })).rejects.toThrow(
      `The option pacts has ${file}, which is not a pact. A pact names its consumer and provider, and has interactions.`,
    );
  });

  test('a pact with a byte order mark, which Pact does not read', async () => {
    const file = jsonFile('\uFEFF{"consumer":{"name":"hr"},"provider":{"name":"graph"},"interactions":[{}]}');

    await expect(verifyProvider({ emulator, pacts: [file] })).rejects.toThrow(
      `The option pacts has ${file}, which begins with a byte order mark. Save it as UTF-8 without one.`,
    );
  });

  test('a pact in UTF-16, which Pact does not read', async () => {
    const file = jsonFile('');
    writeFileSync(file, Buffer.from('\ufeff{"consumer":{"name":"hr"}}', 'utf16le'));

    await expect(verifyProvider({ emulator, pacts: [file] })).rejects.toThrow(
      `The option pacts has ${file}, which is UTF-16 (little endian), not UTF-8. Save it as UTF-8.`,
    );
  });

  test('a provider that no pact has', async () => {
    const pacts = [pactFile([{}])];

    await expect(verifyProvider({ emulator, pacts, provider: 'other' })).rejects.toThrow(
      'The option provider is "other". Use the provider of one of the pacts: "graph".',
    );
  });
});

describe('where nothing can be verified', () => {
  test('a URL at which nothing listens is refused with what to do', async () => {
    const verification = verifyProvider({ graphUrl: 'http://127.0.0.1:9', pacts: [pactFile([{}, {}])] });

    await expect(verification).rejects.toThrow(
      /^Nothing listens at http:\/\/127\.0\.0\.1:9 \(.*\)\. Start the provider, or use another URL\.$/,
    );
    await expect(verification).rejects.toBeInstanceOf(TypeError);
  });

  test('a pact that is nested too deeply for the core of Pact is reported with its file', async () => {
    const file = pactFile([{ response: { status: 200, body: 'deep' } }]);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"deep"', '['.repeat(200) + ']'.repeat(200)));

    await expect(verifyProvider({ emulator, pacts: [file] })).rejects.toThrow(
      `Failed to load pact '${file}' - Pact's core cannot parse it. Look for values more than a hundred levels deep`,
    );
  });

  test('an unreachable broker is reported', async () => {
    const broker = { url: 'http://127.0.0.1:9', token: 'canary-token' };

    const error = await verifyProvider({ emulator, broker, timeoutMs: 5_000 }).catch((reason: unknown) => reason);

    expect(String(error)).toContain(
      'GET http://127.0.0.1:9 failed: Nothing listens at http://127.0.0.1:9 (bad port).\nFix: check that the broker runs',
    );
    expect(String(error)).not.toContain('canary');
  });

  test('a response that does not come in time fails its interaction', async () => {
    const hanging = { ...emulator, fetch: () => new Promise<Response>(() => {}) };

    const verification = verifyProvider({ emulator: hanging, pacts: [pactFile([{}])], timeoutMs: 300 });

    await expect(verification).rejects.toThrow('expected a response');
  });

  test('a signal that has aborted already ends it before anything is sent', async () => {
    const unused = createEmulator();
    const signal = AbortSignal.abort(new Error('Stopped before.'));

    await expect(verifyProvider({ emulator: unused, pacts: [pactFile([{}])], signal })).rejects.toThrow(
      'Stopped before.',
    );
    expect(unused.exchanges).toEqual([]);
  });

  test('a signal ends the verification with its reason', async () => {
    const hanging = { ...emulator, fetch: () => new Promise<Response>(() => {}) };
    const signal = AbortSignal.timeout(500);

    const verification = verifyProvider({ emulator: hanging, pacts: [pactFile([{}])], signal });

    await expect(verification).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
