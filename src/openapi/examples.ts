import { createBuilders } from '../builders/index.ts';
import { createEmulator } from '../emulator/index.ts';
import {
  type ApiVersion,
  type OperationName,
  operationOf,
  type PathIds,
  type Profile,
  pathOf,
  serviceRoots,
} from '../rules/index.ts';
import { isJsonObject, type Json } from './json-schema.ts';
import type { Context } from './schemas.ts';

const seed = 1;
const date = new Date('2026-11-24T08:00:00Z');

interface OperationExamples {
  readonly request: Readonly<Record<string, Json>>;
  readonly response: Readonly<Record<string, Json>>;
}

/** Example bodies by operation; an operation that is not sent has none. */
export type Examples = ReadonlyMap<OperationName | 'batch', OperationExamples>;

interface Step {
  readonly operation: OperationName | 'batch';
  readonly name: string;
  readonly body?: Json;
  readonly ids?: PathIds;
  readonly query?: string;
}

/**
 * What a client sends and the emulator returns in the life of a connection, the same bytes each time. v1.0 repeats no
 * large body of beta.
 *
 * @param pageExample the create request of the reference page.
 */
export async function collectExamples({ profile, version }: Context, pageExample: Json): Promise<Examples> {
  const { examples, add, send } = createRecorder(version, profile);
  const build = createBuilders({ seed, version });
  const minimal = { ...build.minimalCreateRequest() };
  const full = version === 'beta' ? { ...build.createRequest() } : undefined;
  const { baseType, properties } = build.schema();
  const ids = { connectionId: String(minimal.id) };

  await send({ operation: 'createConnection', name: 'minimal', body: minimal });
  if (full) {
    add({ operation: 'createConnection', name: 'full', body: full });
    // Without an id, it is not for profile live.
    if (profile === 'documented')
      await send({ operation: 'createConnection', name: 'referencePage', body: pageExample });
  }
  const update = { description: 'Employees, teams and offices' };
  add({ operation: 'updateConnection', name: 'description', body: update });
  const schema = { baseType, properties: properties.slice(0, 3) };
  const registered = await send({ operation: 'updateSchema', name: 'schema', ids, body: schema });
  const operationId = registered.get('Location')?.split('/').at(-1) ?? '';
  await send({ operation: 'listConnections', name: 'page', query: '?$select=id,name,state&$top=1&$count=true' });
  await send({ operation: 'getConnection', name: 'minimal', ids });
  await send({ operation: 'getSchema', name: 'schema', ids });
  await send({ operation: 'getOperation', name: 'operation', ids: { ...ids, operationId } });
  const itemIds = { ...ids, itemId: 'TSP228082938' };
  const item = {
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: { title: 'Error in the payment gateway' },
    content: { value: 'The payment gateway fails.', type: 'text' },
  };
  await send({ operation: 'putItem', name: 'item', ids: itemIds, body: item });
  await send({ operation: 'updateItem', name: 'acl', ids: itemIds, body: { acl: item.acl } });
  await send({ operation: 'getItem', name: 'item', ids: itemIds });
  if (operationOf('getQuota').versions.includes(version)) await send({ operation: 'getQuota', name: 'quota', ids });
  const part = { id: '1', method: 'GET', url: pathOf('getConnection', ids) };
  await send({ operation: 'batch', name: 'batch', body: { requests: [part] } });
  return examples;
}

function createRecorder(version: ApiVersion, profile: Profile) {
  const graph = createEmulator({ profile, seed, now: () => date, onAdvisory: () => {} });
  const examples = new Map<Step['operation'], OperationExamples>();

  const add = ({ operation, name, body }: Step, response?: Json) => {
    const known = examples.get(operation) ?? { request: {}, response: {} };
    examples.set(operation, {
      request: { ...known.request, ...(body && { [name]: body }) },
      response: { ...known.response, ...(response && { [name]: response }) },
    });
  };

  const send = async (step: Step): Promise<Headers> => {
    const { operation, body, ids, query = '' } = step;
    const isBatch = operation === 'batch';
    const path = isBatch ? '/$batch' : pathOf(operation, ids);
    const response = await graph.fetch(`${serviceRoots[0]}/${version}${path}${query}`, {
      method: isBatch ? 'POST' : operationOf(operation).method,
      headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The example ${step.name} of ${operation} fails: ${text}`);
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    add(step, isJsonObject(json) ? json : undefined);
    return response.headers;
  };

  return { examples, add, send };
}
