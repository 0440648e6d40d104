import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { graphErrorSchema } from '../../src/index.ts';
import { type OperationName, operationOf } from '../../src/rules/index.ts';
import { activities, createRequest, item, requestTo, schema, userId } from './requests.ts';

const versions = ['beta', 'v1.0'] as const;
const profiles = ['documented', 'live'] as const;
const states = ['absent', 'draft', 'ready', 'obsolete', 'limitExceeded'] as const;

type Version = (typeof versions)[number];
type State = (typeof states)[number];

/** The response to each operation by the state of the connection; a draft has no schema, the other states have one. */
const outcomes: Readonly<Record<OperationName, Readonly<Record<State, string>>>> = {
  createConnection: {
    absent: '201',
    draft: '409 NameAlreadyExists',
    ready: '409 NameAlreadyExists',
    obsolete: '409 NameAlreadyExists',
    limitExceeded: '409 NameAlreadyExists',
  },
  listConnections: { absent: '200', draft: '200', ready: '200', obsolete: '200', limitExceeded: '200' },
  getConnection: { absent: '404 ItemNotFound', draft: '200', ready: '200', obsolete: '200', limitExceeded: '200' },
  updateConnection: {
    absent: '404 ItemNotFound',
    draft: '204',
    ready: '204',
    obsolete: '400 InvalidRequest',
    limitExceeded: '204',
  },
  deleteConnection: { absent: '404 ItemNotFound', draft: '202', ready: '202', obsolete: '202', limitExceeded: '202' },
  updateSchema: {
    absent: '404 ItemNotFound',
    draft: '202',
    ready: '202',
    obsolete: '400 InvalidRequest',
    limitExceeded: '202',
  },
  getSchema: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '200',
    obsolete: '200',
    limitExceeded: '200',
  },
  deleteSchema: {
    absent: '404 ItemNotFound',
    draft: '404 UnknownError',
    ready: '404 UnknownError',
    obsolete: '404 UnknownError',
    limitExceeded: '404 UnknownError',
  },
  getOperation: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '200',
    obsolete: '200',
    limitExceeded: '200',
  },
  getQuota: { absent: '404 ItemNotFound', draft: '200', ready: '200', obsolete: '200', limitExceeded: '200' },
  // The item is new; that of the others exists, apart from a draft.
  putItem: {
    absent: '404 ItemNotFound',
    draft: '400 InvalidRequest',
    ready: '200',
    obsolete: '400 InvalidRequest',
    limitExceeded: '403 QuotaLimitReached',
  },
  getItem: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '200',
    obsolete: '200',
    limitExceeded: '200',
  },
  updateItem: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '200',
    obsolete: '400 InvalidRequest',
    limitExceeded: '200',
  },
  deleteItem: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '204',
    obsolete: '400 InvalidRequest',
    limitExceeded: '204',
  },
  addActivities: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '200',
    obsolete: '400 InvalidRequest',
    limitExceeded: '200',
  },
  // The group of a create is new; that of the others exists, apart from a draft.
  createGroup: {
    absent: '404 ItemNotFound',
    draft: '201',
    ready: '201',
    obsolete: '400 InvalidRequest',
    limitExceeded: '201',
  },
  getGroup: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '200',
    obsolete: '200',
    limitExceeded: '200',
  },
  updateGroup: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '204',
    obsolete: '400 InvalidRequest',
    limitExceeded: '204',
  },
  deleteGroup: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '204',
    obsolete: '400 InvalidRequest',
    limitExceeded: '204',
  },
  addMember: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '201',
    obsolete: '400 InvalidRequest',
    limitExceeded: '201',
  },
  removeMember: {
    absent: '404 ItemNotFound',
    draft: '404 ItemNotFound',
    ready: '204',
    obsolete: '400 InvalidRequest',
    limitExceeded: '204',
  },
};

/** The fragment of `@odata.context` in the body of a success; the others have no body. */
const contexts: Readonly<Partial<Record<OperationName, string>>> = {
  createConnection: '#external/connections/$entity',
  listConnections: '#external/connections',
  getConnection: '#external/connections/$entity',
  getSchema: "#external/connections('contosohr')/schema/$entity",
  getOperation: "#external/connections('contosohr')/operations/$entity",
  getQuota: "#external/connections('contosohr')/quota/$entity",
  putItem: "#external/connections('contosohr')/items/$entity",
  getItem: "#external/connections('contosohr')/items/$entity",
  updateItem: "#external/connections('contosohr')/items/$entity",
  createGroup: "#external/connections('contosohr')/groups/$entity",
  addMember: "#external/connections('contosohr')/groups('one')/members/$entity",
  getGroup: "#external/connections('contosohr')/groups/$entity",
};

/** The path in the header Location of a success, without the id of an operation. */
const locations: Readonly<Partial<Record<OperationName, string>>> = {
  createConnection: '/external/connections/contosohr',
  updateSchema: '/external/connections/contosohr/operations/',
};

const newMember = { id: 'e811976d-83df-4cbd-8b9b-5215b18aa874', type: 'user' };

function requestFor(operation: OperationName, version: Version, operationId: string): Request {
  const url = `https://graph.microsoft.com/${version}/external/connections`;
  const requests: Readonly<Record<OperationName, () => Request>> = {
    createConnection: () => createRequest({}, { url }),
    listConnections: () => requestTo('', { version }),
    getConnection: () => requestTo('/contosohr', { version }),
    updateConnection: () => requestTo('/contosohr', { version, method: 'PATCH', body: { name: 'New' } }),
    deleteConnection: () => requestTo('/contosohr', { version, method: 'DELETE' }),
    updateSchema: () => requestTo('/contosohr/schema', { version, method: 'PATCH', body: schema }),
    getSchema: () => requestTo('/contosohr/schema', { version }),
    deleteSchema: () => requestTo('/contosohr/schema', { version, method: 'DELETE' }),
    getOperation: () => requestTo(`/contosohr/operations/${operationId}`, { version }),
    getQuota: () => requestTo('/contosohr/quota', { version }),
    putItem: () => requestTo('/contosohr/items/two', { version, method: 'PUT', body: item }),
    getItem: () => requestTo('/contosohr/items/one', { version }),
    updateItem: () => requestTo('/contosohr/items/one', { version, method: 'PATCH', body: item }),
    deleteItem: () => requestTo('/contosohr/items/one', { version, method: 'DELETE' }),
    addActivities: () => requestTo('/contosohr/items/one/addActivities', { version, method: 'POST', body: activities }),
    createGroup: () => requestTo('/contosohr/groups', { version, method: 'POST', body: { id: 'two' } }),
    getGroup: () => requestTo('/contosohr/groups/one', { version }),
    updateGroup: () => requestTo('/contosohr/groups/one', { version, method: 'PATCH', body: { displayName: 'New' } }),
    deleteGroup: () => requestTo('/contosohr/groups/one', { version, method: 'DELETE' }),
    addMember: () => requestTo('/contosohr/groups/one/members', { version, method: 'POST', body: newMember }),
    removeMember: () => requestTo(`/contosohr/groups/one/members/${userId}`, { version, method: 'DELETE' }),
  };
  return requests[operation]();
}

/** Brings the connection into the state, and gives the id of the operation that registered its schema. */
async function arrange(graph: Emulator, state: State): Promise<string> {
  if (state === 'absent') return 'none';
  graph.put({ id: 'contosohr', name: 'Contoso HR', state: 'draft' });
  if (state === 'draft') return 'none';
  const registration = await graph.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body: schema }));
  graph.put(
    { id: 'contosohr', name: 'Contoso HR', state },
    {
      items: [{ id: 'one', ...item }],
      groups: [{ id: 'one', members: [{ id: userId, type: 'user' }] }],
    },
  );
  return registration.headers.get('location')?.split('/').at(-1) ?? '';
}

/** Whatever the facts say of a response, in one object; absent where it has none. */
async function summaryOf(response: Response, version: Version) {
  const text = await response.text();
  const body = text === '' ? {} : JSON.parse(text);
  const root = `https://graph.microsoft.com/${version}`;
  const location = response.headers.get('location')?.replace(root, '');
  return {
    response: [response.status, body.error?.code].filter(Boolean).join(' '),
    context: body['@odata.context']?.replace(`${root}/$metadata`, ''),
    location: location?.replace(/operations\/[-.\w]+$/, 'operations/'),
    isErrorOfGraph: graphErrorSchema.safeParse(body).success,
    hasBody: text !== '',
    headersOfBody: [response.headers.has('content-type'), response.headers.has('odata-version')],
    requestId: response.headers.has('request-id'),
  };
}

const rows = (Object.keys(outcomes) as OperationName[]).flatMap((operation) =>
  versions.flatMap((version) =>
    profiles.flatMap((profile) => states.map((state) => ({ operation, version, profile, state }))),
  ),
);

describe('every operation, by the state of the connection', () => {
  test.for(rows)('$operation on $version, profile $profile, of one that is $state', async (row) => {
    const { operation, version, profile, state } = row;
    const graph = createEmulator({ profile });
    const operationId = await arrange(graph, state);
    const before = JSON.stringify(graph.connections);

    const response = await graph.fetch(requestFor(operation, version, operationId));

    const isMissingOnV1 = operation === 'getQuota' && version === 'v1.0';
    const expected = isMissingOnV1 ? '400 BadRequest' : outcomes[operation][state];
    const isDone = expected.startsWith('2');
    const hasBody = !isDone || operationOf(operation).responseBody !== undefined;
    expect(await summaryOf(response, version)).toEqual({
      response: expected,
      context: isDone ? contexts[operation] : undefined,
      location: isDone ? locations[operation] : undefined,
      isErrorOfGraph: !isDone,
      hasBody,
      headersOfBody: [hasBody, hasBody],
      requestId: true,
    });
    if (!isDone) expect(JSON.stringify(graph.connections)).toBe(before);
  });
});

describe('the life of one connection', () => {
  test('goes from draft over its registration to ready, and ends with its deletion', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const statuses: number[] = [];
    const send = async (request: Request) => {
      const response = await graph.fetch(request);
      statuses.push(response.status);
      return response;
    };

    await send(createRequest());
    await send(requestTo('/contosohr', { method: 'PATCH', body: { description: 'People' } }));
    const { headers } = await send(requestTo('/contosohr/schema', { method: 'PATCH', body: schema }));
    await send(new Request(headers.get('location') ?? '', requestTo('')));
    const read = await send(requestTo('/contosohr'));
    await send(requestTo('/contosohr', { method: 'DELETE' }));
    await send(requestTo('/contosohr'));

    expect(statuses).toEqual([201, 204, 202, 200, 200, 202, 404]);
    expect(await read.json()).toMatchObject({ name: 'Contoso HR', description: 'People', state: 'ready' });
  });
});
