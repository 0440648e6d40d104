import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { batchOf, createPart, getPart } from './batches.ts';

const urlOf = (length: number) => '/external/connections?$top=1&'.padEnd(length, 'x');
const headersOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, '1']));

describe('a malformed batch gets 400, and no part of it runs', () => {
  const one = createPart('a', 'contosohr');
  const second = (part: unknown) => ({ requests: [one, part] });
  const url = '/external/connections';
  const [headers, dependsOn] = ['/requests/1/headers', '/requests/1/dependsOn'];

  test.for([
    ['no JSON', '{"requests":[', 'body.json', 'text'],
    ['an empty body', '', 'body.present', 'text'],
    ['a body of white space', ' \r\n', 'body.present', 'text'],
    ['null', 'null', 'batch.requests', '/requests'],
    ['a list', [one], 'batch.requests', '/requests'],
    ['no requests', {}, 'batch.requests', '/requests'],
    ['requests that are no list', { requests: { 0: one } }, 'batch.requests', '/requests'],
    ['an empty list', { requests: [] }, 'batch.requests', '/requests'],
    [
      '21 parts',
      { requests: Array.from({ length: 21 }, (_, index) => createPart(`${index}`, `contoso${index}`)) },
      'batch.requests',
      '/requests',
    ],
    ['ids that repeat', second({ ...createPart('a', 'contosocrm') }), 'batch.id', '/requests/1/id'],
    ['a part without an id', second({ method: 'GET', url }), 'batch.part', '/requests/1/id'],
    ['a part with a number for its id', second({ id: 2, method: 'GET', url }), 'batch.part', '/requests/1/id'],
    ['a part without a method', second({ id: 'b', url }), 'batch.part', '/requests/1/method'],
    ['a part without a URL', second({ id: 'b', method: 'GET' }), 'batch.part', '/requests/1/url'],
    ['a part that is null', second(null), 'batch.part', '/requests/1/id'],
    ['headers that are none', second(getPart('b', 'x', { headers: { 'no header': 'x' } })), 'batch.headers', headers],
    ['headers that are a text', second(getPart('b', 'x', { headers: 'Accept: */*' })), 'batch.headers', headers],
    [
      'a header whose value is no string',
      second(getPart('b', 'x', { headers: { Prefer: {} } })),
      'batch.headers',
      headers,
    ],
    ['a part with an empty id', second(getPart('', 'x')), 'batch.part', '/requests/1/id'],
    ['a part with an empty method', second({ id: 'b', method: '', url }), 'batch.part', '/requests/1/method'],
    ['a part with an empty URL', second({ id: 'b', method: 'GET', url: '' }), 'batch.part', '/requests/1/url'],
    [
      'a URL too long for a server',
      second({ id: 'b', method: 'GET', url: urlOf(16_385) }),
      'batch.part',
      '/requests/1/url',
    ],
    [
      'more headers than a server takes',
      second(getPart('b', 'x', { headers: headersOf(1001) })),
      'batch.headers',
      headers,
    ],
    ['dependsOn that is no list', second(getPart('b', 'x', { dependsOn: 'a' })), 'batch.order', dependsOn],
    [
      'dependsOn with what is no text',
      second(getPart('b', 'x', { dependsOn: [{ toString: 1 }] })),
      'batch.order',
      dependsOn,
    ],
    [
      'a part that depends on an unknown part',
      second(getPart('b', 'x', { dependsOn: ['z'] })),
      'batch.order',
      dependsOn,
    ],
    ['a part that depends on itself', second(getPart('b', 'x', { dependsOn: ['b'] })), 'batch.order', dependsOn],
    [
      'a batch within the batch',
      second({ id: 'b', method: 'POST', url: '/$batch', body: {} }),
      'batch.nested',
      '/requests/1/url',
    ],
    [
      'a batch within the batch, hidden',
      second({ id: 'b', method: 'POST', url: 'x/../$batch/?a' }),
      'batch.nested',
      '/requests/1/url',
    ],
    [
      '10,000 levels',
      `{"requests":[{"id":"a","method":"POST","url":"/","body":${'['.repeat(1e4)}${']'.repeat(1e4)}}]}`,
      'body.depth',
      '',
    ],
  ] as const)('and the exchange names what is wrong: %s', async ([, body, rule, path]) => {
    const graph = createEmulator({ profile: 'documented' });

    const response = await graph.fetch(batchOf(body));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'BadRequest', message: 'Invalid batch payload format.' },
    });
    expect(graph.exchanges).toMatchObject([{ violations: [{ rule, path }] }]);
    expect(graph.connections).toEqual([]);
  });

  test.for([
    ['without a token', 'authorization', undefined, 401, 'token.present'],
    ['that is not JSON by its type', 'content-type', 'text/plain', 400, 'contentType.json'],
  ] as const)('a batch %s is explained too', async ([, name, value, status, rule]) => {
    const graph = createEmulator();
    const batch = batchOf({ requests: [one] });
    if (value === undefined) batch.headers.delete(name);
    else batch.headers.set(name, value);

    const response = await graph.fetch(batch);

    expect(response.status).toBe(status);
    expect(graph.exchanges).toMatchObject([{ violations: [{ rule }] }]);
  });

  test('the longest URL and the most headers that a part may have are not malformed', async () => {
    const longest = { id: 'b', method: 'GET', url: urlOf(16_384), headers: headersOf(1000) };

    const response = await createEmulator().fetch(batchOf(second(longest)));

    expect(await response.json()).toMatchObject({ responses: [{ status: 201 }, { status: 400 }] });
  });

  test('a batch 10,000 levels deep within others', async () => {
    const level = '{"requests":[{"id":"a","method":"POST","url":"/$batch","headers":{},"body":';

    const response = await createEmulator({ profile: 'documented' }).fetch(
      batchOf(`${level.repeat(1e4)}{}${'}]}'.repeat(1e4)}`),
    );

    expect(response.status).toBe(400);
  });
});
