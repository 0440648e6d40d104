import { describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../../src/emulator/index.ts';
import { externalConnectionSchema } from '../../../src/index.ts';
import { createRequest, requestTo, schema } from '../requests.ts';

describe('a response', () => {
  test('has a member of the future for state and contentCategory, which the response schema accepts', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.unknownEnumMember(), { times: 3 });

    const created = await (await graph.fetch(createRequest())).json();
    const read = await (await graph.fetch(requestTo('/contosohr'))).json();
    const list = await (await graph.fetch(requestTo(''))).json();

    const future = { id: 'contosohr', state: 'memberOfTheFuture', contentCategory: 'memberOfTheFuture' };
    expect(created).toMatchObject(future);
    expect(read).toMatchObject(future);
    expect(list).toMatchObject({ value: [future] });
    expect(externalConnectionSchema.parse(created)).toMatchObject(future);
    expect(graph.connections).toMatchObject([{ state: 'draft' }]);
  });

  test('has a member of the future for the status of an operation', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());
    graph.plan(faults.unknownEnumMember());
    const accepted = await graph.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body: schema }));
    const path = accepted.headers.get('location')?.split('/connections')[1] ?? '';

    const operation = await graph.fetch(requestTo(path));

    expect(await operation.json()).toMatchObject({ status: 'memberOfTheFuture', error: null });
  });

  test('stays as it is where it has no such member: by $select, or for a refusal', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());
    graph.plan(faults.unknownEnumMember(), { times: 2 });

    const selected = await graph.fetch(
      requestTo('/contosohr?$select=id', { headers: { Accept: 'application/json;odata.metadata=none' } }),
    );
    const refused = await graph.fetch(createRequest());

    expect(await selected.json()).toEqual({ id: 'contosohr' });
    expect(await refused.json()).toMatchObject({ error: { code: 'NameAlreadyExists' } });
  });

  test('has a property more in every object but the layout of a card', async () => {
    const template = { id: 'card', priority: 1, layout: { type: 'AdaptiveCard', version: '1.3' } };
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.extraProperties());

    const response = await graph.fetch(createRequest({ searchSettings: { searchResultTemplates: [template] } }));

    const futureProperty = 'a value of the future';
    const body = await response.json();
    expect(response.status).toBe(201);
    expect(body).toMatchObject({
      futureProperty,
      configuration: { futureProperty },
      searchSettings: { futureProperty, searchResultTemplates: [{ futureProperty }] },
    });
    expect(body).toHaveProperty('searchSettings.searchResultTemplates.0.layout', template.layout);
    expect(externalConnectionSchema.safeParse(body).success).toBe(true);
    expect(JSON.stringify(graph.connections)).not.toContain('futureProperty');
  });

  test('has a property more in an error too', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.extraProperties());

    const response = await graph.fetch(createRequest({ id: 'x' }));

    const futureProperty = 'a value of the future';
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      futureProperty,
      error: { futureProperty, innerError: { futureProperty } },
    });
  });
});
