import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { batchOf, createPart, getPart } from './batches.ts';

describe('a malformed batch gets 400, and no part of it runs', () => {
  const one = createPart('a', 'contosohr');

  test.for([
    ['no JSON', '{"requests":['],
    ['an empty body', ''],
    ['null', 'null'],
    ['a list', [one]],
    ['no requests', {}],
    ['requests that are no list', { requests: { 0: one } }],
    ['an empty list', { requests: [] }],
    ['21 parts', { requests: Array.from({ length: 21 }, (_, index) => createPart(`${index}`, `contoso${index}`)) }],
    ['ids that repeat', { requests: [one, createPart('a', 'contosocrm')] }],
    ['a part without an id', { requests: [one, { method: 'GET', url: '/external/connections' }] }],
    ['a part with a number for its id', { requests: [one, { id: 2, method: 'GET', url: '/external/connections' }] }],
    ['a part without a method', { requests: [one, { id: 'b', url: '/external/connections' }] }],
    ['a part without a URL', { requests: [one, { id: 'b', method: 'GET' }] }],
    ['a part that is null', { requests: [one, null] }],
    ['headers that are none', { requests: [one, getPart('b', 'x', { headers: { 'no header': 'x' } })] }],
    ['headers that are a text', { requests: [one, getPart('b', 'x', { headers: 'Accept: */*' })] }],
    ['a header whose value is not a string', { requests: [one, getPart('b', 'x', { headers: { Prefer: {} } })] }],
    ['a part with an empty id', { requests: [one, getPart('', 'x')] }],
    ['a part with an empty method', { requests: [one, { id: 'b', method: '', url: '/external/connections' }] }],
    ['a part with an empty URL', { requests: [one, { id: 'b', method: 'GET', url: '' }] }],
    ['dependsOn that is no list', { requests: [one, getPart('b', 'x', { dependsOn: 'a' })] }],
    ['dependsOn with what is no text', { requests: [one, getPart('b', 'x', { dependsOn: [{ toString: 1 }] })] }],
    ['a part that depends on an unknown part', { requests: [one, getPart('b', 'x', { dependsOn: ['z'] })] }],
    ['a part that depends on itself', { requests: [one, getPart('b', 'x', { dependsOn: ['b'] })] }],
    ['a batch within the batch', { requests: [one, { id: 'b', method: 'POST', url: '/$batch', body: {} }] }],
    ['a batch within the batch, hidden', { requests: [one, { id: 'b', method: 'POST', url: 'x/../$batch/?a' }] }],
    [
      '10,000 levels',
      `{"requests":[{"id":"a","method":"POST","url":"/","body":${'['.repeat(1e4)}${']'.repeat(1e4)}}]}`,
    ],
  ] as const)('%s', async ([, body]) => {
    const graph = createEmulator({ profile: 'documented' });

    const response = await graph.fetch(batchOf(body));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'BadRequest', message: 'Invalid batch payload format.' },
    });
    expect(graph.exchanges).toHaveLength(1);
    expect(graph.connections).toEqual([]);
  });

  test('a batch 10,000 levels deep within others', async () => {
    const level = '{"requests":[{"id":"a","method":"POST","url":"/$batch","headers":{},"body":';

    const response = await createEmulator({ profile: 'documented' }).fetch(
      batchOf(`${level.repeat(1e4)}{}${'}]}'.repeat(1e4)}`),
    );

    expect(response.status).toBe(400);
  });
});
