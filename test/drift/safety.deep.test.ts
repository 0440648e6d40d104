import { describe, expect, test } from 'vitest';
import { plannedRequests, tenantDrift } from '../../src/drift/tenant-drift.ts';
import { type Emulator, faults, type PlannedRequest } from '../../src/emulator/index.ts';
import { type ExternalConnection, rules } from '../../src/index.ts';
import { type Deviation, linesOf, runAgainst, token, withBody } from './tenant.ts';

const idRules = ['id.length', 'id.alphanumeric', 'id.prefix', 'id.reserved'] as const;

/** Connections that only a tenant could have had, at ids which the catalogue uses. */
const others: readonly ExternalConnection[] = ['hr', 'contoso-hr', 'SHAREPOINT', 'contosohr'].map((id) => ({
  id,
  name: `Ours: ${id}`,
  description: 'Not to be touched',
  state: 'ready',
}));

function putOthers(graph: Emulator): void {
  for (const connection of others) graph.put(connection);
}

/** Accepts every create that has an id and is refused otherwise, without a look at what is there. */
const careless: Deviation = ({ method, path, body, response, graph }) => {
  const { id } = body;
  if (method !== 'POST' || !path.endsWith('/connections') || response.ok || typeof id !== 'string' || id === '')
    return undefined;
  const connection = { id, name: String(body.name), state: 'draft' as const };
  graph.put(connection);
  return Response.json(connection, { status: 201, headers: response.headers });
};

describe('a connection that was there before', { timeout: 120_000 }, () => {
  test('stays as it is, even where the tenant would let a create replace it', async () => {
    const { report, graph } = await runAgainst({
      rules: idRules,
      prepare: putOthers,
      deviation: careless,
    });

    expect(graph.connections).toEqual(others);
    expect(report?.skipped).toContainEqual({
      title: 'id.length: /id is "hr"',
      reason: 'a connection "hr" was there before, and is left alone',
    });
    expect(report?.skipped).toContainEqual({
      title: 'id.reserved: /id is "sharepoint"',
      reason: 'a connection "sharepoint" was there before, and is left alone',
    });
  });

  test('is never the target of a request that writes', async () => {
    const { graph } = await runAgainst({
      rules: idRules,
      prepare: putOthers,
    });

    const written = graph.exchanges
      .filter(({ request }) => request.method !== 'GET')
      .map(({ request }) => ({ url: request.url, id: Object(request.body).id }));
    const touching = written.filter(({ url, id }) =>
      others.some((other) => url.endsWith(`/${other.id}`) || String(id).toLowerCase() === other.id.toLowerCase()),
    );
    expect(touching).toEqual([]);
  });

  test('on a later page of the list counts too', async () => {
    const { report, graph } = await runAgainst({
      rules: ['id.length'],
      prepare(emulator) {
        for (let index = 0; index < 250; index += 1) emulator.put({ id: `other${index}`, name: 'Other' });
        emulator.put({ id: 'hr', name: 'HR' });
      },
    });

    expect(report?.skipped.map(({ title }) => title)).toContain('id.length: /id is "hr"');
    expect(graph.connections).toHaveLength(251);
  });
});

describe('what the run creates is deleted', { timeout: 120_000 }, () => {
  test('where the tenant accepts all that the kit refuses', async () => {
    const { report, graph } = await runAgainst({ rules: [...idRules, 'id.required'], deviation: careless });

    expect(graph.connections).toEqual([]);
    expect(report?.differences.length).toBeGreaterThan(3);
  });

  test('where the tenant gives an id of its own', async () => {
    const { graph } = await runAgainst({ rules: ['id.required', 'id.notNull'], options: { profile: 'documented' } });

    expect(graph.exchanges.some(({ created }) => created?.id.includes('-') === true)).toBe(true);
    expect(graph.connections).toEqual([]);
  });

  test('where the response to a create is lost: the run ends there, and says so', async () => {
    const { report, graph } = await runAgainst({
      prepare: (emulator) => emulator.plan(faults.connectionReset({ processed: true }), { on: 'createConnection' }),
    });

    expect(report?.incomplete).toMatch(/^After 1 requests of \d+: http:\/\/127\.0\.0\.1:\d+ closed the connection \(/);
    expect(graph.exchanges.some(({ created }) => created)).toBe(true);
    expect(graph.connections).toEqual([]);
  });

  test('where that connection is not in the list yet', async () => {
    const { graph } = await runAgainst({
      prepare: (emulator) => emulator.plan(faults.connectionReset({ processed: true }), { on: 'createConnection' }),
      deviation: async ({ method, path, response }) =>
        method === 'GET' && path.endsWith('/connections') ? await withBody(response, () => ({ value: [] })) : undefined,
    });

    expect(graph.exchanges.some(({ created }) => created)).toBe(true);
    expect(graph.connections).toEqual([]);
  });

  test('where that connection has an id that the tenant chose', async () => {
    const hasNoId = ({ method, body }: PlannedRequest) => method === 'POST' && Object(body).id === undefined;
    const { report, graph } = await runAgainst({
      rules: ['id.required'],
      options: { profile: 'documented' },
      prepare: (emulator) => emulator.plan(faults.connectionReset({ processed: true }), { on: hasNoId }),
    });

    expect(report?.incomplete).toContain('closed the connection');
    expect(graph.exchanges.some(({ created }) => created?.id.includes('-') === true)).toBe(true);
    expect(graph.connections).toEqual([]);
  });

  test('where a create is stored although its response is 503', async () => {
    const { graph } = await runAgainst({
      prepare: (emulator) => emulator.plan(faults.brokenCard(), { on: 'createConnection' }),
    });

    expect(graph.connections).toEqual([]);
  });

  test('where deletions fail at first', async () => {
    const stop = new AbortController();
    const { report, graph } = await runAgainst({
      signal: stop.signal,
      onProgress: (asked) => asked === 3 && stop.abort(),
      prepare: (emulator) => emulator.plan(faults.internalServerError(), { on: 'deleteConnection', times: 2 }),
    });

    expect({ connections: graph.connections, leftovers: report?.leftovers }).toEqual({
      connections: [],
      leftovers: [],
    });
  });

  test('where the run is stopped', async () => {
    const stop = new AbortController();
    const { report, graph } = await runAgainst({
      signal: stop.signal,
      onProgress: (asked) => asked === 3 && stop.abort(),
    });

    expect(report).toMatchObject({ sent: 3, incomplete: expect.stringContaining('it was stopped'), leftovers: [] });
    expect(graph.exchanges.some(({ created }) => created)).toBe(true);
    expect(graph.connections).toEqual([]);
  });

  test.for(['', '..'])(
    'else it is named: an id %j leads to no connection, and no request to the whole collection deletes it',
    async (id) => {
      const { report, graph } = await runAgainst({
        rules: ['id.alphanumeric'],
        deviation: ({ body, response }) =>
          body.id === 'contoso-hr' ? Response.json({ id }, { status: 201, headers: response.headers }) : undefined,
      });

      expect(report?.leftovers).toEqual([id]);
      const deleted = graph.exchanges
        .filter(({ request }) => request.method === 'DELETE')
        .map(({ request }) => request.url);
      expect(deleted.filter((url) => !url.includes('/external/connections/ectkdrift'))).toEqual([]);
    },
  );

  test('else it is named, where a deletion has no end', async () => {
    const { report, graph } = await runAgainst({ options: { deleteDelay: 3_600_000 }, waitMs: 5000 });

    expect(report?.leftovers.length).toBeGreaterThan(0);
    expect(report?.leftovers).toEqual(expect.arrayContaining(graph.connections.map(({ id }) => id)));
  });

  test('else it is named, where it cannot be deleted', async () => {
    const { report, graph } = await runAgainst({
      prepare: (emulator) =>
        emulator.plan(faults.internalServerError(), { on: 'deleteConnection', times: Number.POSITIVE_INFINITY }),
      waitMs: 5000,
    });

    expect(report?.leftovers.length).toBeGreaterThan(0);
    expect(report?.leftovers).toEqual(expect.arrayContaining(graph.connections.map(({ id }) => id)));
  });
});

describe('a tenant that is busy', { timeout: 120_000 }, () => {
  test('is given the time that Retry-After asks for, and then differs in nothing', async () => {
    const { report, waits } = await runAgainst({
      prepare: (emulator) => emulator.plan(faults.throttled({ retryAfter: 7 }), { on: 'createConnection', times: 2 }),
    });

    expect(waits.slice(0, 2)).toEqual([7000, 7000]);
    expect(linesOf(report)).toEqual([]);
  });

  test('is not waited for beyond the time limit', async () => {
    const { report, graph, waits } = await runAgainst({
      waitMs: 60_000,
      prepare: (emulator) => emulator.plan(faults.throttled({ retryAfter: 61 }), { on: 'updateConnection' }),
    });

    expect(report?.incomplete).toMatch(/responded 429, and a retry would have to wait 61 s more\.$/);
    expect(waits.filter((wait) => wait > 1000)).toEqual([]);
    expect(graph.connections).toEqual([]);
  });

  test('before the first request is an error', async () => {
    const { report, error } = await runAgainst({
      prepare: (emulator) => emulator.plan(faults.throttled({ retryAfter: 3600 })),
    });

    expect(report).toBeUndefined();
    expect(String(error)).toMatch(/responded 429/);
  });
});

test('a server with a page for every request is an error, and gets no other request', async () => {
  const sent: string[] = [];

  const { report, error } = await runAgainst({
    instead: ({ method, path }) => {
      sent.push(`${method} ${path}`);
      return new Response('<html>Sign in</html>', { headers: { 'Content-Type': 'text/html' } });
    },
  });

  expect(report).toBeUndefined();
  expect(String(error)).toBe(
    'Error: The response to GET /beta/external/connections is 200 without a list. Check the URL.',
  );
  expect(sent).toEqual(['GET /beta/external/connections']);
});

describe('the token', { timeout: 120_000 }, () => {
  /** A tenant that repeats the token wherever it can. */
  const telltale: Deviation = ({ response, method, path }) => {
    const headers = new Headers(response.headers);
    for (const name of ['location', 'client-request-id', 'www-authenticate']) headers.set(name, `token-${token}`);
    if (method === 'GET' && path.endsWith('/connections')) return undefined;
    const error = {
      code: `Code-${token}`,
      message: `Not ${token}, ${encodeURIComponent(token)}`,
      innerError: { code: token },
    };
    return Response.json(
      { id: 'x', [token]: token, error },
      { status: response.status === 204 ? 200 : response.status, headers },
    );
  };

  test('is in no report, whatever the tenant responds', async () => {
    const { report } = await runAgainst({ deviation: telltale });

    expect(report?.differences.length).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain('canary');
  });

  test('is in no report part by part either', async () => {
    const jwt = `eyJhbGciOiJub25lIn0.${btoa('{"roles":["ExternalConnection.ReadWrite.All"]}').replaceAll('=', '')}.c2lnbmF0dXJl`;
    const parts: Deviation = async ({ response }) => {
      const body = Object(await response.json().catch(() => undefined));
      return Response.json(
        { ...body, repeated: jwt.split('.') },
        { status: response.status === 204 ? 200 : response.status, headers: response.headers },
      );
    };

    const { report } = await runAgainst({ accessToken: jwt, deviation: parts });

    expect(report?.differences.length).toBeGreaterThan(0);
    for (const part of jwt.split('.')) expect(JSON.stringify(report)).not.toContain(part);
  });

  test('is in no error', async () => {
    await expect(tenantDrift({ accessToken: `Bearer ${token}` })).rejects.toThrow(
      /^The option accessToken is not an access token\. Use it as it was issued, without "Bearer"\.$/,
    );
    const failed = await tenantDrift({ accessToken: token, graphUrl: 'http://127.0.0.1:9' }).catch(
      (error: Error) => error,
    );
    expect(String(failed)).toMatch(/Nothing listens at http:\/\/127\.0\.0\.1:9/);
    expect(
      JSON.stringify({ ...Object(failed), stack: Object(failed).stack, cause: Object(failed).cause }),
    ).not.toContain('canary');
  });

  test('stays with requests that are not about the token', async () => {
    const about = ['token.present', 'token.wellFormed'] as const;
    const samples = rules.filter(({ id }) => about.some((one) => one === id)).flatMap(({ rejects }) => rejects);

    const { graph } = await runAgainst({ rules: about });

    const refused = graph.exchanges.filter(({ violations }) => violations[0]?.rule.startsWith('token.') === true);
    expect(samples.length).toBeGreaterThan(6);
    expect(refused).toHaveLength(samples.length);
    expect(JSON.stringify(graph.exchanges)).not.toContain('canary');
  });

  test.for([
    'http://graph.microsoft.com',
    'graph.microsoft.com',
    'https://me:secret@graph.microsoft.com',
    'ftp://graph.microsoft.com',
  ])('does not travel to %s', async (url) => {
    await expect(tenantDrift({ accessToken: token, graphUrl: url })).rejects.toThrow(
      /^The option graphUrl is .*Use an https root, such as "https:\/\/graph\.microsoft\.com"\.$/,
    );
  });
});

test.for(['https://graph.microsoft.com/v1.0', 'https://graph.microsoft.us/beta/'])(
  'refuses the version in %s, which each path has',
  async (graphUrl) => {
    await expect(tenantDrift({ accessToken: token, graphUrl })).rejects.toThrow(
      `The option graphUrl is "${graphUrl}". Use the root of Graph, without a version.`,
    );
  },
);

describe('the plan', () => {
  const now = () => new Date('2026-05-04T03:02:01Z');

  test('is the same for the same seed and time, and has no id twice', () => {
    const planned = plannedRequests({ now, seed: 7 });

    expect(plannedRequests({ now, seed: 7 })).toEqual(planned);
    const own = planned.filter(
      ({ title, text }) =>
        text?.includes('"ectkdrift') && !title.includes('again') && !title.includes('description is changed'),
    );
    const ids = own.map(({ text = '' }) => /"id":"(ectkdrift\w*)"/.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id !== undefined && id.length <= 32)).toBe(true);
  });

  test('has other ids for another seed, or another time', () => {
    const ids = [
      plannedRequests({ now, seed: 1 }),
      plannedRequests({ now, seed: 2 }),
      plannedRequests({ now: () => new Date('2026-05-04T03:02:02Z') }),
    ].map(([, create]) => Object(JSON.parse(create?.text ?? '{}')).id);

    expect(new Set(ids).size).toBe(3);
  });

  test('names method, URL, rule and body of each request', () => {
    const planned = plannedRequests({ now, version: 'beta', rules: ['name.length'] });

    expect(planned.at(-1)).toEqual({
      title: expect.stringMatching(/^name\.length: \/name is "n+… \(129 characters\)$/),
      method: 'POST',
      url: 'https://graph.microsoft.com/beta/external/connections',
      rule: 'name.length',
      text: expect.stringContaining('"name":"nnnn'),
    });
  });

  test('of another version asks that version', () => {
    expect(new Set(plannedRequests({ now, version: 'v1.0' }).map(({ url }) => url.split('/')[3]))).toEqual(
      new Set(['v1.0']),
    );
  });

  test('refuses a seed that is not a whole number, and an unknown version', () => {
    expect(() => plannedRequests({ seed: 1.5 })).toThrow('The option seed is 1.5. Use a whole number from 0.');
    expect(() => plannedRequests({ version: 'v2.0' as 'beta' })).toThrow('The option version is "v2.0".');
  });
});
