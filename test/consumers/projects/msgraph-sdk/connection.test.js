import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { useEmulator } from 'external-connection-testkit/vitest';
import { describe, expect, test } from 'vitest';
import { createGraph } from './graph.js';

const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [{ name: 'title', type: 'string', isSearchable: true, labels: ['title'] }],
};
const item = {
  id: 'ticket1',
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { additionalData: { title: 'The payment gateway fails' } },
  content: { type: 'text', value: 'The payment gateway fails.' },
};

/** The whole life of a connection, once the first request was throttled. */
async function runLife(graph) {
  const seen = { lookUp: await graph.get('contosohr').catch((error) => error.responseStatusCode) };
  await graph.create({ id: 'contosohr', name: 'Contoso HR', description: 'Tickets' });
  await graph.registerSchema('contosohr', schema);
  seen.state = (await graph.get('contosohr')).state;
  await graph.putItem('contosohr', item);
  await graph.createGroup('contosohr', { id: 'marketing', displayName: 'Marketing' });
  await graph.addMember('contosohr', 'marketing', { id: '1f0c997e-99f7-43f1-8cca-086f8d42be8d', type: 'user' });
  for (const name of ['one', 'two', 'three']) await graph.create({ id: `contoso${name}`, name, description: name });
  const first = await graph.page();
  const second = await graph.page(first.odataNextLink);
  seen.pages = [first, second].map(({ value }) => value.length);
  await graph.update('contosohr', { description: 'Tickets of all teams' });
  seen.description = (await graph.get('contosohr')).description;
  await graph.delete('contosohr');
  return { ...seen, gone: await graph.get('contosohr').catch((error) => error.responseStatusCode) };
}

const whole = { lookUp: 404, state: 'ready', pages: [3, 1], description: 'Tickets of all teams', gone: 404 };

describe('in process', () => {
  const graph = useEmulator();

  test('the SDK leads a connection through its whole life, and retries what is throttled', async () => {
    graph.plan(faults.throttled({ retryAfter: 1 }), { on: 'putItem' });

    expect(await runLife(createGraph())).toEqual(whole);
    expect(graph).toHaveNoViolations();
    expect(graph).toHaveWaitedRetryAfter();
  });
}, 60_000);

test('over http the same', { timeout: 60_000 }, async () => {
  const emulator = createEmulator();
  await using server = await startServer({ emulator });

  expect(await runLife(createGraph(server.url))).toEqual(whole);
  expect(emulator.items('contosoone')).toEqual([]);
});
