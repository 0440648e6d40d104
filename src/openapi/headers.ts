import { reference } from './components.ts';
import type { Json } from './json-schema.ts';

const text = { type: 'string' };

/** The headers of responses that a client reads, by name; in OpenAPI, Content-Type follows from the content. */
export const headers: Readonly<Record<string, Json>> = {
  'request-id': {
    description: 'The id of the exchange.',
    schema: { type: 'string', format: 'uuid' },
    example: '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f',
  },
  'client-request-id': {
    description: 'The id that the client sent, else the request-id.',
    schema: text,
    example: '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f',
  },
  'OData-Version': { schema: { type: 'string', const: '4.0' } },
  Location: {
    description: 'Where to read what the request made.',
    schema: { type: 'string', format: 'uri' },
    example: 'https://graph.microsoft.com/v1.0/external/connections/contosohr',
  },
  'Retry-After': { description: 'Seconds to wait, or a date.', schema: text, example: '10' },
};

const ofEveryResponse = ['request-id', 'client-request-id'];

/** The headers of a response with a body or without one, and its additional headers. */
export function headersOf(body: 'body' | 'empty', ...more: readonly string[]): Json {
  const names = [...ofEveryResponse, ...(body === 'body' ? ['OData-Version'] : []), ...more];
  return Object.fromEntries(names.map((name) => [name, reference('headers', name)]));
}
