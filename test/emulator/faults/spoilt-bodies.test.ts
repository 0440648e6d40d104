import { describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../../src/emulator/index.ts';
import { createRequest, requestTo } from '../requests.ts';

describe('a body', () => {
  test('of HTML comes from a gateway without the headers of Graph', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.htmlErrorPage());
    graph.plan(faults.htmlErrorPage({ status: 503 }));

    const first = await graph.fetch(createRequest());
    const second = await graph.fetch(createRequest());

    expect([first.status, second.status]).toEqual([502, 503]);
    expect([...first.headers]).toEqual([['content-type', 'text/html']]);
    expect(await first.text()).toMatchInlineSnapshot(`
      "<!DOCTYPE html>
      <html><head><title>502</title></head>
      <body><h2>Our services aren't available right now</h2>
      <p>We're working to restore all services as soon as possible. Please check back soon.</p></body></html>"
    `);
    expect(graph.exchanges[0]?.response.body).toMatch(/^<!DOCTYPE html>/);
    expect(graph.connections).toEqual([]);
  });

  test.for([400, 599])('of HTML may come with status %i', async (status) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.htmlErrorPage({ status }));

    expect((await graph.fetch(createRequest())).status).toBe(status);
  });

  test.for([200, 399, 600, 502.5])('of HTML is refused with status %s', (status) => {
    expect(() => faults.htmlErrorPage({ status })).toThrow(
      `The option status is ${status}. Use a whole number from 400 to 599.`,
    );
  });

  test.for([
    ['malformedJson', /^{'@odata\.context':'https:.*}$/],
    ['truncatedBody', /^{"@odata\.context":"https:.*[^}]$/],
  ] as const)('of %s has the status and the headers of the true response, and is not JSON', async ([name, text]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults[name]());

    const response = await graph.fetch(createRequest());

    const body = await response.text();
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toMatch(/^application\/json;odata\.metadata=minimal/);
    expect(response.headers.get('location')).toMatch(/\/contosohr$/);
    expect(body).toMatch(text);
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
    expect(graph.exchanges[0]?.response.body).toBe(body);
    expect(graph.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test.for(['malformedJson', 'truncatedBody'] as const)('that is not there stays so under %s', async (name) => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());
    graph.plan(faults[name]());

    const response = await graph.fetch(requestTo('/contosohr', { method: 'PATCH', body: { name: 'HR' } }));

    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
  });
});
