import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { createRequest, requestTo, schema } from './requests.ts';

/** When the 404 was captured; every other capture is compared at that time too. */
const now = () => new Date('2023-11-22T18:05:10Z');
const ids = '"date":"2023-11-22T18:05:10","request-id":"<request-id>","client-request-id":"<client-request-id>"';
const headers = { 'client-request-id': '<client-request-id>' };

const property = { name: 'someproperty', type: 'String' };
const schemaWith = (...properties: readonly object[]) => ({ baseType: 'microsoft.graph.externalItem', properties });
const register = (body: unknown) => requestTo('/contosohr/schema', { method: 'PATCH', body, headers });

/** The body of the response in a tenant with a connection without a schema, the id that the service chose left out. */
async function textOf(request: Request): Promise<string> {
  const graph = createEmulator({ now });
  graph.put({ id: 'contosohr' });
  const response = await graph.fetch(request);
  return (await response.text()).replace(response.headers.get('request-id') ?? '', '<request-id>');
}

const malformed = '{"error":{"code":"InvalidRequest","message":"The request is malformed or incorrect.","innerError":{';

describe('a response is the captured one, byte for byte', () => {
  test.for([
    [
      'for an unknown connection (CLI for Microsoft 365, connection-doctor.spec.ts, 2023-11)',
      requestTo('/nowhere', { headers }),
      `{"error":{"code":"ItemNotFound","message":"The requested resource does not exist.","innerError":{"code":"ResourceNotFound","source":"Connection","message":"'Connection' was not found.",${ids}}}}`,
    ],
    [
      'for a connection without a schema (the same; its message is ours)',
      requestTo('/contosohr/schema', { headers }),
      `{"error":{"code":"ItemNotFound","message":"The requested resource does not exist.","innerError":{"code":"ResourceNotFound","source":"Schema","message":"'Schema' was not found.",${ids}}}}`,
    ],
    [
      'for an unknown type of a property (msgraph-search-connector-sample, issue 5, 2020-04)',
      register(schemaWith({ name: 'tags', type: 'Collection(String)' })),
      `${malformed}"code":"DeserializationError","message":"Requested value 'Collection(String)' was not found.",${ids}}}}`,
    ],
    [
      'for a refinable Boolean (microsoft-graph-docs, issue 17126, 2022-06)',
      register(schemaWith({ name: 'someproperty', type: 'Boolean', isRefinable: true })),
      `${malformed}"code":"RefinerShouldNotBeOfType","message":"Refiner property 'someproperty' cannot be of type 'Boolean'.",${ids}}}}`,
    ],
    [
      'for two labels on one property, of which only the code is known',
      register(schemaWith({ ...property, labels: ['title', 'url'] })),
      `${malformed}"code":"MaxSupportedLabelsCountExceeded",${ids}}}}`,
    ],
    [
      'for the type name of before 2021 (msgraph-sdk-dotnet, issue 746, 2020-07)',
      createRequest({ '@odata.type': '#microsoft.graph.externalConnection' }, { headers }),
      `${malformed}"code":"DeserializationError","message":"A type named 'microsoft.substrateConnectors.externalConnection' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",${ids}}}}`,
    ],
  ] as const)('%s', async ([, request, captured]) => {
    expect(await textOf(request)).toBe(captured);
  });
});

describe('a write without Content-Type has a sentence of its own', () => {
  const sentence = 'Write requests (excluding DELETE) must contain the Content-Type header declaration.';

  test.for([
    ['POST', '', JSON.stringify({ id: 'contosocrm' })],
    ['POST', '', ''],
    ['PATCH', '/contosohr', JSON.stringify({ name: 'HR' })],
    ['PATCH', '/contosohr/schema', JSON.stringify(schema)],
    ['PUT', '/contosohr/items/1', '{}'],
    ['POST', '/contosohr/groups', '{}'],
  ] as const)('%s %s', async ([method, path, text]) => {
    const graph = createEmulator();
    graph.put({ id: 'contosohr' });
    const url = `https://graph.microsoft.com/v1.0/external/connections${path}`;

    // Bytes have no Content-Type of their own.
    const response = await graph.fetch(url, {
      method,
      headers: { Authorization: 'Bearer opaque-access-token' },
      body: new TextEncoder().encode(text),
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'BadRequest', message: sentence } });
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'contentType.present' }]);
  });
});
