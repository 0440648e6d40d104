import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, faults } from '../../src/emulator/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';

let emulator: Emulator;
let server: RunningServer;

beforeEach(async () => {
  emulator = createEmulator({
    profile: 'documented',
    now: () => new Date('2026-05-04T03:02:01Z'),
    onAdvisory: () => {},
  });
  server = await startServer({ emulator });
});

afterEach(async () => {
  await server.close();
});

function create(body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(createRequest(body, { url: `${server.url}/v1.0/external/connections`, headers }));
}

async function status(): Promise<unknown> {
  return await (await fetch(`${server.url}/status.json`)).json();
}

describe('the page', () => {
  test('is HTML that may load nothing but its own style, script and data', async () => {
    const { headers } = await fetch(`${server.url}/`);

    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
  });

  test.for([
    ['style.css', 'text/css; charset=utf-8'],
    ['script.js', 'text/javascript; charset=utf-8'],
  ])('has its %s as a file of its own', async ([name, type]) => {
    const response = await fetch(`${server.url}/_page/${name}`);

    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  });

  test.for(['/', '/_page/style.css', '/_page/script.js', '/status.json', '/health', '/_testkit/exchanges'])(
    'has nothing at %s that may come from a cache',
    async (path) => {
      expect((await fetch(server.url + path)).headers.get('cache-control')).toBe('no-store');
    },
  );

  test('is the same whatever was asked before: what a request brought comes with the data alone', async () => {
    const before = await (await fetch(`${server.url}/`)).text();

    await create({ name: 'canary' });

    expect(await (await fetch(`${server.url}/`)).text()).toBe(before);
  });

  test('leaves no trace in the journal', async () => {
    await fetch(`${server.url}/`, { method: 'HEAD' });
    await status();

    expect(emulator.exchanges).toEqual([]);
  });

  test('is for GET and HEAD alone', async () => {
    const response = await fetch(`${server.url}/`, { method: 'POST' });

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
    expect(emulator.exchanges).toEqual([]);
  });
});

describe('the data of the page', () => {
  test('holds profile, connections and exchanges, the newest first', async () => {
    await create({ contentCategory: 'people' });
    emulator.plan(faults.throttled());
    await create({ id: 'later1' });

    expect(await status()).toEqual({
      profile: 'documented',
      refusedCount: 0,
      faults: expect.arrayContaining(['throttled']),
      connectionCount: 1,
      connections: [{ id: 'contosohr', name: 'Contoso HR', state: 'draft', category: 'people' }],
      exchanges: [
        {
          key: expect.stringMatching(/^2026-05-04T03:02:01\.000Z [0-9a-f-]{36}$/),
          at: '2026-05-04T03:02:01.000Z',
          method: 'POST',
          path: '/v1.0/external/connections',
          status: 429,
          code: 'TooManyRequests',
          fault: 'throttled',
          attempt: 1,
          violations: [],
          advisories: [],
          hints: [],
        },
        {
          key: expect.stringMatching(/^2026-05-04T03:02:01\.000Z [0-9a-f-]{36}$/),
          at: '2026-05-04T03:02:01.000Z',
          method: 'POST',
          path: '/v1.0/external/connections',
          status: 201,
          attempt: 1,
          violations: [],
          advisories: [],
          hints: [],
        },
      ],
    });
  });

  test('explains a refusal: value, rule, fix and source', async () => {
    await create({ id: 'contoso-hr' });

    expect(await status()).toMatchObject({
      exchanges: [
        {
          code: 'InvalidRequest',
          violations: [
            {
              message: 'id must contain only ASCII letters and digits, got "contoso-hr".',
              rule: 'id.alphanumeric',
              fix: 'Use letters and digits only: no hyphen, underscore, space or accent.',
              source: 'externalConnection resource page',
              link: 'https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection',
            },
          ],
        },
      ],
    });
  });

  test('names the URL that was probably meant', async () => {
    await fetch(`${server.url}/v1.0/external/conections`);

    expect(await status()).toMatchObject({
      exchanges: [{ status: 501, hints: [`Did you mean ${server.url}/v1.0/external/connections?`] }],
    });
  });

  test('names the part of a batch that is malformed', async () => {
    const parts = [
      { id: '1', method: 'GET', url: '/external/connections' },
      { id: '2', method: 'GET' },
    ];
    await fetch(createRequest({ requests: parts }, { url: `${server.url}/v1.0/$batch` }));

    expect(await status()).toMatchObject({
      exchanges: [{ status: 400, violations: [{ rule: 'batch.part', path: '/requests/1/url' }] }],
    });
  });

  test('prints what the live service would do differently', async () => {
    await create({ id: undefined });

    expect(await status()).toMatchObject({ exchanges: [{ status: 201, advisories: [{ rule: 'id.required' }] }] });
  });

  test('shows whether a retry came too early', async () => {
    emulator.plan(faults.throttled({ retryAfter: 2 }));
    await create();
    await create();

    expect(await status()).toMatchObject({
      exchanges: [{ attempt: 2, waited: { asked: 2, waited: 0, enough: false } }, { attempt: 1 }],
    });
  });

  test('holds the last 50 exchanges', async () => {
    for (let count = 0; count < 51; count += 1) await create({ id: `connection${count}` });

    const { exchanges } = (await status()) as { exchanges: unknown[] };

    expect(exchanges).toHaveLength(50);
  });

  test('holds no token, wherever the client put it', async () => {
    const token = 'canary-token-of-the-client';

    await create({ id: token, name: token, [token]: token }, { Authorization: `Bearer ${token}` });
    await fetch(`${server.url}/v1.0/${token}?access_token=${token}`, { headers: { Authorization: `Bearer ${token}` } });

    expect(emulator.exchanges).toHaveLength(2);
    expect(JSON.stringify(await status())).not.toContain('canary');
  });
});
