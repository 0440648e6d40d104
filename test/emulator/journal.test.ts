import { describe, expect, test, vi } from 'vitest';
import { createEmulator, faults, warnViolation } from '../../src/emulator/index.ts';
import { batchOf } from './batches.ts';
import { createRequest, requestTo } from './requests.ts';

describe('exchanges', () => {
  test('hold each request and its response, oldest first', async () => {
    const graph = createEmulator({ profile: 'documented', now: () => new Date('2026-05-04T03:02:01Z') });

    await graph.fetch(createRequest());
    await graph.fetch(createRequest({ id: 'x' }));

    expect(graph.exchanges).toMatchObject([
      {
        at: new Date('2026-05-04T03:02:01Z'),
        request: {
          method: 'POST',
          url: 'https://graph.microsoft.com/beta/external/connections',
          headers: { 'content-type': 'application/json' },
          body: { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' },
        },
        response: {
          status: 201,
          headers: { 'odata-version': '4.0', 'cache-control': 'no-cache' },
          body: { id: 'contosohr', state: 'draft' },
        },
        violations: [],
        advisories: [],
      },
      { request: { body: { id: 'x' } }, response: { status: 400, body: { error: { code: 'InvalidRequest' } } } },
    ]);
  });

  test('explain a refusal by rule, path, value, message, fix and source', async () => {
    const onViolation = vi.fn();
    const graph = createEmulator({ profile: 'documented', onViolation });

    await graph.fetch(createRequest({ id: 'contoso-hr' }));

    const explained = {
      rule: 'id.alphanumeric',
      path: '/id',
      value: 'contoso-hr',
      message: 'id must contain only ASCII letters and digits, got "contoso-hr".',
      fix: 'Use letters and digits only: no hyphen, underscore, space or accent.',
      source: expect.stringContaining('externalConnection resource page'),
    };
    expect(graph.exchanges[0]?.violations).toEqual([explained]);
    expect(onViolation.mock.calls).toEqual([[explained]]);
  });

  test('keep the text of a body that is not JSON', async () => {
    const { url, headers } = createRequest();
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(url, { method: 'POST', headers, body: 'id=contosohr' });

    expect(graph.exchanges[0]).toMatchObject({
      request: { body: 'id=contosohr' },
      violations: [
        {
          rule: 'body.json',
          path: 'text',
          value: 'id=contosohr',
          message: 'The body must be well-formed JSON, got "id=contosohr".',
        },
      ],
    });
  });

  test.for([
    ['a 201', undefined],
    ['a 503 after which a retry meets 409', faults.brokenCard()],
    ['no response at all', faults.connectionReset({ processed: true })],
  ] as const)('report what was created, where the client gets %s', async ([, fault]) => {
    const graph = createEmulator({ profile: 'live' });
    if (fault) graph.plan(fault);

    await graph.fetch(createRequest({ state: 'ready' }));

    expect(graph.exchanges[0]?.created).toMatchObject({ id: 'contosohr', state: 'draft' });
  });

  test('name no fault where the service responded', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest());

    expect(graph.exchanges[0]).not.toHaveProperty('fault');
  });

  test('report what was created with a broken card', async () => {
    const graph = createEmulator({ profile: 'documented', brokenCardFails: true });
    const searchSettings = { searchResultTemplates: [{ id: 'card', priority: 1, layout: {} }] };

    await graph.fetch(createRequest({ searchSettings }));

    expect(graph.exchanges).toMatchObject([{ response: { status: 503 }, created: { id: 'contosohr' } }]);
  });

  test.for([
    ['was refused', undefined, { id: 'x' }],
    ['was not looked at', faults.throttled(), {}],
  ] as const)('report nothing created by a request that %s', async ([, fault, body]) => {
    const graph = createEmulator({ profile: 'documented' });
    if (fault) graph.plan(fault);

    await graph.fetch(createRequest(body));

    expect(graph.exchanges[0]).not.toHaveProperty('created');
  });

  test('are the last 1,000', async () => {
    const graph = createEmulator({ profile: 'documented' });

    for (let index = 0; index < 2500; index += 1) await graph.fetch(createRequest({ id: `hr${index}` }));

    expect(graph.exchanges).toHaveLength(1000);
    expect(graph.exchanges.at(0)?.request.body).toMatchObject({ id: 'hr1500' });
    expect(graph.exchanges.at(-1)?.request.body).toMatchObject({ id: 'hr2499' });
  });
});

describe('secrets', () => {
  const token = 'canary.eyJhbGciOiJub25lIn0-0123456789';

  test('the token is nowhere in the journal, wherever the client put it', async () => {
    const explanations: unknown[] = [];
    const graph = createEmulator({
      profile: 'documented',
      onAdvisory: (advisory) => explanations.push(advisory),
      onViolation: (violation) => explanations.push(violation),
    });
    const headers = { Authorization: `Bearer ${token}`, 'x-debug': `token=${token}` };
    const url = `https://graph.microsoft.com/beta/external/connections?token=${token}`;

    await graph.fetch(createRequest({ id: undefined, name: `HR ${token}`, description: token }, { headers, url }));
    await graph.fetch(createRequest({ id: token, [token]: token, name: token.repeat(9) }, { headers, url }));
    await graph.fetch(createRequest({ configuration: { [token]: [{ deep: token }] } }, { headers, url }));
    await graph.fetch(new Request(url, { method: 'POST', headers, body: `{${token}` }));

    expect(graph.exchanges).toHaveLength(4);
    expect(JSON.stringify(graph.exchanges)).not.toContain('canary');
    expect(JSON.stringify(explanations)).not.toContain('canary');
    expect(graph.exchanges[0]?.request.headers.authorization).toBe('Bearer [redacted]');
  });

  test.for([
    ['Bearer two canary-words', 'Bearer [redacted]'],
    ['canary-raw-token', '[redacted]'],
    ['Basic Y2FuYXJ5OmNhbmFyeQ==', 'Basic [redacted]'],
    ['Token canary-of-another-scheme', '[redacted]'],
  ])('the header %s is written down as %s', async ([authorization = '', written]) => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({}, { headers: { Authorization: authorization } }));

    expect(graph.exchanges[0]?.request.headers.authorization).toBe(written);
    expect(JSON.stringify(graph.exchanges)).not.toMatch(/canary|Y2FuYXJ5/);
  });

  test('the token is in no advisory, neither reported nor recorded', async () => {
    const token = 'canary-access-token';
    const reported: unknown[] = [];
    const graph = createEmulator({ onAdvisory: (advisory) => reported.push(advisory) });

    const headers = { Authorization: `Bearer ${token}` };
    const response = await graph.fetch(createRequest({ '@odata.context': `https://x/?t=${token}` }, { headers }));

    expect(response.status).toBe(201);
    expect(reported).toMatchObject([{ rule: 'body.controlInformation', value: 'https://x/?t=[redacted]' }]);
    expect(graph.exchanges[0]?.advisories).toEqual(reported);
    expect(reported.every(Object.isFrozen)).toBe(true);
    expect(JSON.stringify([reported, graph.exchanges])).not.toContain(token);
  });

  test('a secret that is not Unicode text is redacted too', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const response = await graph.fetch(createRequest({ authorization: '\ud800'.repeat(9), name: '\ud800'.repeat(9) }));

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.request.body).toMatchObject({ authorization: '[redacted]', name: '[redacted]' });
  });

  test('a token too short to be distinguished from ordinary text is redacted where a header holds it', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const part = { id: '1', method: 'GET', url: '/external/connections', headers: { Authorization: 'Bearer abc' } };

    await graph.fetch(createRequest({}, { headers: { Authorization: 'Bearer a b' } }));
    await graph.fetch(batchOf({ requests: [part] }));

    expect(graph.exchanges[0]).toMatchObject({
      request: { headers: { authorization: 'Bearer [redacted]' } },
      violations: [{ rule: 'token.wellFormed', value: 'Bearer [redacted]' }],
    });
    expect(graph.exchanges.at(-1)?.request.body).toEqual({
      requests: [{ ...part, headers: { Authorization: 'Bearer [redacted]' } }],
    });
  });

  test('a token is redacted in a URL too, in the form that a URL gives it', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const token = 'canary+access/token==';
    const filter = encodeURIComponent(`name eq '${token}'`);

    await graph.fetch(requestTo(`?$filter=${filter}`, { headers: { Authorization: `Bearer ${token}` } }));

    expect(graph.exchanges[0]?.request.url).toBe(
      'https://graph.microsoft.com/beta/external/connections?$filter=name%20eq%20%27[redacted]%27',
    );
  });

  test.for(['microsoft', 'graph.microsoft.com', 'https://graph.microsoft.com'])(
    'the host of the URL stays where the token is %s',
    async (token) => {
      const graph = createEmulator();

      await graph.fetch(requestTo('', { headers: { Authorization: `Bearer ${token}` } }));

      expect(graph.exchanges[0]?.request.url).toBe('https://graph.microsoft.com/beta/external/connections');
    },
  );

  test('a token in the host of a local server is redacted', async () => {
    const graph = createEmulator();
    const url = 'http://canary-token.localhost:3000/v1.0/external/connections';

    await graph.fetch(url, { headers: { Authorization: 'Bearer canary-token' } });

    expect(graph.exchanges[0]?.request.url).toBe('http://[redacted].localhost:3000/v1.0/external/connections');
  });

  test('a word that no token holds stays, undefined for example', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ name: 'undefined' }));

    expect(graph.exchanges[0]?.request.body).toMatchObject({ name: 'undefined' });
  });

  test('a property whose name reads like the place of a header is shown as it was sent', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ 'header accept': 'mine' }));

    expect(graph.exchanges[0]?.violations).toMatchObject([{ path: '/header accept', value: 'mine' }]);
  });

  test('the connectors ticket and cookies are redacted too', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const headers = {
      'GraphConnectors-Ticket': 'canary-ticket',
      Cookie: 'session=canary-cookie',
      'Proxy-Authorization': 'Basic   canary-of-the-proxy',
    };

    await graph.fetch(createRequest({}, { headers }));

    expect(JSON.stringify(graph.exchanges)).not.toContain('canary');
    expect(graph.exchanges[0]?.request.headers['proxy-authorization']).toBe('Basic   [redacted]');
  });

  test('a token of 8 characters is taken out of the body, a scheme inside of it too', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ name: 'x 8letters' }, { headers: { Authorization: 'Bearer 8letters' } }));
    await graph.fetch(createRequest({}, { headers: { Authorization: 'my-Bearer token-of-mine' } }));

    expect(graph.exchanges[0]?.request.body).toMatchObject({ name: 'x [redacted]' });
    expect(graph.exchanges[1]?.request.headers.authorization).toBe('[redacted]');
  });

  test('a word of the body that is not a secret stays', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ name: 'The token system' }, { headers: { Authorization: 'Bearer token' } }));

    expect(graph.exchanges[0]?.request.body).toMatchObject({ name: 'The token system' });
  });
});

describe('connections', () => {
  test('cannot be changed from outside', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());

    const [connection] = graph.connections;

    expect(() => Object.assign(connection?.configuration ?? {}, { authorizedAppIds: [] })).toThrow(TypeError);
    expect(() => connection?.configuration?.authorizedAppIds?.push('other')).toThrow(TypeError);
  });
});

describe('reset', () => {
  test('forgets connections, exchanges and plans', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());
    graph.plan(faults.throttled());

    graph.reset();

    expect(graph.connections).toEqual([]);
    expect(graph.exchanges).toEqual([]);
    expect((await graph.fetch(createRequest())).status).toBe(201);
  });

  test('starts the seed anew', async () => {
    const graph = createEmulator({ profile: 'documented', seed: 9 });
    const first = (await graph.fetch(createRequest())).headers.get('request-id');

    graph.reset();

    expect((await graph.fetch(createRequest())).headers.get('request-id')).toBe(first);
  });
});

describe('seed and clock', () => {
  async function conversation(seed: number): Promise<string> {
    const graph = createEmulator({
      profile: 'documented',
      seed,
      now: () => new Date('2026-05-04T03:02:01Z'),
      onAdvisory: () => {},
    });
    for (const id of [undefined, 'contosohr', 'contosohr', 'x']) await graph.fetch(createRequest({ id }));
    return JSON.stringify([graph.exchanges, graph.connections]);
  }

  test('the same give the same conversation, byte for byte', async () => {
    expect(await conversation(5)).toBe(await conversation(5));
  });

  test('another seed gives other ids', async () => {
    expect(await conversation(6)).not.toBe(await conversation(5));
  });
});

test('warnViolation prints why a request was refused, rule and fix', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

  await createEmulator({ profile: 'documented', onViolation: warnViolation }).fetch(
    createRequest({ id: 'contoso-hr' }),
  );

  expect(warn.mock.calls).toMatchInlineSnapshot(`
    [
      [
        "Graph refused a request. id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).
      Fix: Use letters and digits only: no hyphen, underscore, space or accent.
      Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)",
      ],
    ]
  `);
  warn.mockRestore();
});
