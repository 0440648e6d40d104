/** One interaction of a pact, as much of it as the comparison reads. */
export interface Interaction {
  readonly description: string;
  readonly request: Message & { readonly method: string; readonly path: string; readonly query?: Query };
  readonly response: Message & { readonly status: number };
}

type Query = Readonly<Record<string, readonly string[]>>;

interface Message {
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: { readonly content: unknown; readonly contentType: string; readonly encoded: boolean };
}

const sent = { Authorization: ['Bearer fake-access-token'], 'Content-Type': ['application/json'] };
const jsonHeaders = { 'Content-Type': ['application/json;odata.metadata=minimal;charset=utf-8'] };
const json = (content: unknown) => ({ content, contentType: 'application/json', encoded: false });

/** Pact's version 4 of a file with these interactions. */
export function pactOf(interactions: readonly Interaction[]): unknown {
  return {
    consumer: { name: 'contoso-hr-connector' },
    provider: { name: 'Microsoft Graph external connections' },
    interactions: interactions.map((interaction) => ({ type: 'Synchronous/HTTP', ...interaction })),
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

/** A create that is accepted. */
export const created: Interaction = {
  description: 'a create request',
  request: {
    method: 'POST',
    path: '/v1.0/external/connections',
    headers: { ...sent, 'client-request-id': ['9a3c0a4e-55a5-4b29-8d63-0f6e1c3f1b11'] },
    body: json({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
  },
  response: {
    status: 201,
    headers: {
      ...jsonHeaders,
      Location: ['https://graph.microsoft.com/v1.0/external/connections/contosohr'],
      'request-id': ['5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f'],
    },
    body: json({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams', state: 'draft' }),
  },
};

/** A create that is refused for its id. */
export const refused: Interaction = {
  description: 'a create request with a hyphen in its id',
  request: {
    method: 'POST',
    path: '/beta/external/connections',
    headers: sent,
    body: json({ id: 'contoso-hr', name: 'Contoso HR' }),
  },
  response: {
    status: 400,
    headers: jsonHeaders,
    body: json({ error: { code: 'InvalidRequest', message: 'The request is malformed or incorrect.' } }),
  },
};

/** A list with options. */
export const listed: Interaction = {
  description: 'a list of the connections with that name',
  request: {
    method: 'GET',
    path: '/beta/external/connections',
    query: { $filter: ["name eq 'Contoso HR'"], $select: ['id,name,ingestedItemsCount'], $top: ['5'] },
    headers: { Authorization: ['Bearer fake-access-token'] },
  },
  response: {
    status: 200,
    headers: jsonHeaders,
    body: json({ value: [{ id: 'contosohr', name: 'Contoso HR', ingestedItemsCount: null }] }),
  },
};

/** A schema that is registered. */
export const registered: Interaction = {
  description: 'a registration of a schema',
  request: {
    method: 'PATCH',
    path: '/v1.0/external/connections/contosohr/schema',
    headers: sent,
    body: json({ baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', type: 'string' }] }),
  },
  response: {
    status: 202,
    headers: { Location: ['https://graph.microsoft.com/v1.0/external/connections/contosohr/operations/1'] },
  },
};

/** A read that is throttled. */
export const throttled: Interaction = {
  description: 'a read while Graph throttles',
  request: {
    method: 'GET',
    path: '/v1.0/external/connections/contosohr',
    headers: { Authorization: ['Bearer fake-access-token'] },
  },
  response: {
    status: 429,
    headers: { ...jsonHeaders, 'Retry-After': ['10'] },
    body: json({ error: { code: 'TooManyRequests', message: 'Please retry again later.' } }),
  },
};
