import { createBuilders } from '../../../src/builders/index.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import type { ApiVersion } from '../../../src/rules/index.ts';
import { pageExample } from '../page-example.ts';
import type { Json } from './json-schema.ts';

const seed = 1;
const date = new Date('2026-11-24T08:00:00Z');

/** What a client sends and the emulator answers in the life of a connection. The same bytes each time. */
export interface Examples {
  /** The bodies of create requests, by a word for each. */
  readonly creates: Readonly<Record<string, Json>>;
  /** The answers to some of them. */
  readonly created: Readonly<Record<string, Json>>;
  readonly update: Json;
  readonly schema: Json;
  readonly batch: Json;
  /** The bodies of the answers to the other requests. */
  readonly answers: Readonly<Record<'list' | 'get' | 'schema' | 'operation' | 'quota' | 'batch', Json>>;
}

/** The examples of a version: built, except for that of the reference page; v1.0 repeats no large one of beta. */
export async function examplesOf(version: ApiVersion): Promise<Examples> {
  const build = createBuilders({ seed, version });
  const minimal = { ...build.minimalCreateRequest() };
  const creates: Record<string, Json> = {
    minimal,
    ...(version === 'beta' && { full: { ...build.createRequest() }, referencePage: pageExample }),
  };
  const { baseType, properties } = build.schema();
  const schema = { baseType, properties: properties.slice(0, 3) };
  const update = { description: 'Employees, teams and offices' };
  const batch = { requests: [{ id: '1', method: 'GET', url: `/external/connections/${minimal.id}` }] };
  const graph = createEmulator({ seed, now: () => date, onAdvisory: () => {} });
  const ask = asker(graph, version);

  const created: Record<string, Json> = {};
  for (const [name, body] of Object.entries(creates)) {
    if (name !== 'full') created[name] = await ask('POST', '', body);
  }
  const registered = await ask('PATCH', `/${minimal.id}/schema`, schema);
  const answers = {
    list: await ask('GET', '?$select=id,name,state&$top=1&$count=true'),
    get: await ask('GET', `/${minimal.id}`),
    schema: await ask('GET', `/${minimal.id}/schema`),
    operation: await ask('GET', String(registered.location).split('/connections')[1] ?? ''),
    quota: await ask('GET', `/${minimal.id}/quota`),
    batch: await ask('POST', '$batch', batch),
  };
  return { creates, created, update, schema, batch, answers };
}

function asker(graph: Emulator, version: ApiVersion) {
  const root = `https://graph.microsoft.com/${version}`;
  return async (method: string, path: string, body?: Json): Promise<Json> => {
    const answer = await graph.fetch(path === '$batch' ? `${root}/$batch` : `${root}/external/connections${path}`, {
      method,
      headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return text === '' ? { location: answer.headers.get('Location') } : JSON.parse(text);
  };
}
