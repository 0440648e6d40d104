import { expect, test } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';

/** A connector in the manner of the public ones: it knows fetch, a root and nothing of the kit. */
function connectorOf(fetch: typeof globalThis.fetch, root: string, sleep: (seconds: number) => Promise<void>) {
  const send = (method: string, path: string, body?: unknown) =>
    fetch(path.startsWith('https:') ? path : `${root}${path}`, {
      method,
      headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  return {
    send,
    async register(id: string, method: 'PATCH' | 'POST', schema: unknown) {
      const { headers } = await send(method, `/external/connections/${id}/schema`, schema);
      const location = headers.get('location') ?? `/external/connections/${id}`;
      for (;;) {
        const { status, state } = (await (await send('GET', location)).json()) as Record<string, string>;
        if (status === 'completed' || state === 'ready') return;
        await sleep(60);
      }
    },
    async putAll(id: string, items: readonly { readonly id: string }[]) {
      let left = items;
      while (left.length > 0) {
        const requests = left.slice(0, 20).map((body) => ({
          id: body.id,
          method: 'PUT',
          url: `/external/connections/${id}/items/${body.id}`,
          headers: { 'Content-Type': 'application/json' },
          body,
        }));
        const batch = await send('POST', '/$batch', { requests });
        const { responses } = (await batch.json()) as {
          responses: { id: string; status: number; headers: Record<string, string> }[];
        };
        const done = new Set(responses.filter(({ status }) => status === 200).map((response) => response.id));
        const throttled = responses.find(({ status }) => status === 429);
        if (throttled) await sleep(Number(throttled.headers['Retry-After']));
        left = left.filter((item) => !done.has(item.id));
      }
    },
  };
}

test.for(['PATCH', 'POST'] as const)('a whole connector runs to its end, its schema sent by %s', async (method) => {
  let time = Date.parse('2026-05-04T03:02:01Z');
  const waits: number[] = [];
  const graph = createEmulator({ profile: 'live', schemaDelay: 120_000, now: () => new Date(time) });
  graph.plan(faults.throttled({ retryAfter: 7 }), {
    on: ({ operation, url }) => operation === 'putItem' && /b5$/.test(url),
  });
  const { send, register, putAll } = connectorOf(graph.fetch, 'https://graph.microsoft.com/v1.0', async (seconds) => {
    waits.push(seconds);
    time += seconds * 1000;
  });
  const path = '/external/connections/contosohr';
  const userId = '1f0c997e-99f7-43f1-8cca-086f8d42be8d';
  const item = (id: string) => ({
    id,
    acl: [
      { type: 'everyone', value: 'everyone', accessType: 'grant' },
      { type: 'user', value: userId, accessType: 'deny' },
      { type: 'externalGroup', value: 'marketing', accessType: 'grant' },
    ],
    properties: { title: `Ticket ${id}`, 'tags@odata.type': 'Collection(String)', tags: ['payment'] },
    content: { type: 'text', value: 'The payment gateway fails.' },
  });
  const statuses: number[] = [];
  const step = async (...request: Parameters<typeof send>) => statuses.push((await send(...request)).status);

  await step('GET', path);
  await step('POST', '/external/connections', { id: 'contosohr', name: 'Contoso HR', description: 'Tickets' });
  await register('contosohr', method, {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
      { name: 'tags', type: 'stringCollection' },
    ],
  });
  await step('POST', `${path}/groups`, { id: 'marketing', displayName: 'Marketing' });
  await step('POST', `${path}/groups/marketing/members`, { id: userId, type: 'user' });
  await step('PUT', `${path}/items/a1`, item('a1'));
  await step('PUT', `${path}/items/a2`, item('a2'));
  await putAll(
    'contosohr',
    Array.from({ length: 20 }, (_, index) => item(`b${index}`)),
  );
  await step('POST', `${path}/items/a1/addActivities`, {
    activities: [
      {
        '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
        type: 'created',
        startDateTime: '2021-04-06T18:04:31.033Z',
        performedBy: { type: 'user', id: userId },
      },
    ],
  });
  await step('PUT', `${path}/items/a1`, { properties: { title: 'Solved' } });
  await step('DELETE', `${path}/items/a2`);
  await step('DELETE', `${path}/groups/marketing/members/${userId}`);
  await step('DELETE', `${path}/groups/marketing`);
  const stored = graph.items('contosohr').length;
  await step('DELETE', path);
  await step('GET', path);

  expect(statuses).toEqual([404, 201, 201, 201, 200, 200, 200, 200, 204, 204, 204, 202, 404]);
  expect(stored).toBe(21);
  expect(waits).toEqual([60, 60, 7]);
});
