import { createEmulator } from 'external-connection-testkit/emulator';
import { describe, expect, test } from 'vitest';
import { item, requestTo, schema } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

function tenant(...ids: readonly string[]) {
  const graph = createEmulator();
  graph.put({ id: 'contosohr', state: 'ready' }, { schema, items: ids.map((id) => ({ id, ...item })) });
  return graph;
}

const put = (id: string, body: object) => requestTo(`/contosohr/items/${id}`, { method: 'PUT', version: 'v1.0', body });

describe('passes', () => {
  test('for an item that a request put', async () => {
    const graph = tenant();
    await graph.fetch(put('1', item));

    await hold((expect) =>
      expect(graph).toHaveItem('contosohr', { id: '1', properties: { ticketTitle: 'Error in the payment gateway' } }),
    );
  });

  test('for one of several, by another property than the id', async () => {
    const graph = tenant('1', '2');
    await graph.fetch(put('3', { ...item, content: { type: 'html', value: '<p>' } }));

    await hold((expect) => expect(graph).toHaveItem('contosohr', { content: { type: 'html' } }));
  });

  test('for asymmetric matchers as properties', async () => {
    await hold((expect) =>
      expect(tenant('1')).toHaveItem('contosohr', {
        id: expect.stringMatching('1'),
        acl: expect.arrayContaining([expect.objectContaining({ type: 'everyone' })]),
        properties: { ticketTitle: expect.any(String) },
      }),
    );
  });

  test('with .not, for an item that was deleted', async () => {
    const graph = tenant('1');
    await graph.fetch(requestTo('/contosohr/items/1', { method: 'DELETE' }));

    await hold((expect) => expect(graph).not.toHaveItem('contosohr', { id: '1' }));
  });
});

describe('fails', () => {
  test('for the item of the id, and shows each difference', async () => {
    const failure = await failureOf((expect) =>
      expect(tenant('1', '2')).toHaveItem('contosohr', {
        id: '1',
        properties: { ticketTitle: expect.stringContaining('Solved') },
        content: { value: 'The payment gateway fails.', type: 'html' },
      }),
    );

    expect(failure).toMatchInlineSnapshot(`
      "Expected contosohr to have an item with {"id":"1","properties":{"ticketTitle":"StringContaining \\"Solved\\""},"content":{"value":"The payment gateway fails.","type":"html"}}, but its item 1 differs:
      /properties/ticketTitle: expected "StringContaining \\"Solved\\"", got "Error in the payment gateway"
      /content/type: expected "html", got "text""
    `);
  });

  test('for several items, and shows the most similar', async () => {
    const graph = tenant('1', '2');
    await graph.fetch(put('3', { ...item, properties: { ticketTitle: 'Solved' } }));

    expect(
      await failureOf((expect) =>
        expect(graph).toHaveItem('contosohr', { properties: { ticketTitle: 'Solved' }, content: { type: 'html' } }),
      ),
    ).toMatchInlineSnapshot(`
      "Expected contosohr to have an item with {"properties":{"ticketTitle":"Solved"},"content":{"type":"html"}}, but of its 3 items the most similar, 3, differs:
      /content/type: expected "html", got "text""
    `);
  });

  test('for another id, and lists those that there are', async () => {
    const graph = tenant(...Array.from({ length: 12 }, (_, index) => String(index)));

    expect(await failureOf((expect) => expect(graph).toHaveItem('contosohr', { id: '12' }))).toMatchInlineSnapshot(`
      "Expected contosohr to have an item with {"id":"12"}, but it has the items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (12). No request was received. Check that the test awaits your client, and that the client calls
      https://graph.microsoft.com through the handlers of this emulator, the url of its server, or graph.fetch."
    `);
  });

  test('for a refused request, and explains the refusal', async () => {
    const graph = tenant();
    await graph.fetch(put('1', { ...item, properties: { title: 'Solved' } }));

    expect(await failureOf((expect) => expect(graph).toHaveItem('contosohr', { id: '1' }))).toMatchInlineSnapshot(`
      "Expected contosohr to have an item with {"id":"1"}, but it has no items. Received requests:

      PUT https://graph.microsoft.com/v1.0/external/connections/contosohr/items/1 got 400 InvalidRequest.
      Unknown property "title" (at /properties/title, rule itemProperties.known).
        Fix: Register the property, or correct its spelling.
        Source: nclayp3adaptive/p3-iq-graph-connector, RUNBOOK.md (2026)
      Request body: {"acl":[{"type":"everyone","value":"everyone","accessType":"… (164 characters)"
    `);
  });

  test('for a connection that does not exist', async () => {
    expect(await failureOf((expect) => expect(tenant()).toHaveItem('contoso', { id: '1' }))).toMatchInlineSnapshot(`
      "Expected contoso to have an item with {"id":"1"}, but no connection has the id contoso: there are contosohr. No request was received. Check that the test awaits your client, and that the client calls
      https://graph.microsoft.com through the handlers of this emulator, the url of its server, or graph.fetch."
    `);
  });

  test('without the token in the message', async () => {
    const graph = tenant();
    await graph.fetch(put('1', { ...item, properties: { ticketTitle: 'opaque-access-token' } }));

    expect(await failureOf((expect) => expect(graph).toHaveItem('contosohr', { content: null }))).not.toContain(
      'opaque-access-token',
    );
  });
});

test('.not fails for such an item, and shows it', async () => {
  expect(
    await failureOf((expect) => expect(tenant('1')).not.toHaveItem('contosohr', { id: '1' })),
  ).toMatchInlineSnapshot(
    `"Expected contosohr to have no item with {"id":"1"}, but it has one: {"id":"1","acl":[{"type":"everyone","value":"everyone","acce… (201 characters)"`,
  );
});

test('gives vitest the properties for its diff', async () => {
  const failure = await Promise.resolve()
    .then(() => expect(tenant('1')).toHaveItem('contosohr', { properties: { ticketTitle: 'Solved' } }))
    .catch((error: unknown) => error);

  expect(failure).toMatchObject({ actual: { properties: item.properties }, expected: { properties: {} } });
});

test('misused, names what it takes', async () => {
  const { exchanges } = tenant();

  expect(await failureOf((expect) => expect(exchanges).toHaveItem('contosohr', { id: '1' }))).toMatchInlineSnapshot(
    `"toHaveItem: expect(…) received an array of length 0. It takes an emulator. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
  );
  expect(
    // @ts-expect-error: no such property
    await failureOf((expect) => expect(tenant('1')).not.toHaveItem('contosohr', { title: 'Holidays' })),
  ).toMatchInlineSnapshot(
    `"toHaveItem(…) received an object with the properties title. It takes properties of an item: id, acl, properties, content, informationProtectionLabel, activities. For example toHaveItem('contosohr', { id: '1' })."`,
  );
  // @ts-expect-error: no connection
  expect(await failureOf((expect) => expect(tenant()).not.toHaveItem({ id: '1' }))).toMatchInlineSnapshot(
    `"toHaveItem(…) received an object with the properties id. It takes the id of a connection first. For example toHaveItem('contosohr', { id: '1' })."`,
  );
});
