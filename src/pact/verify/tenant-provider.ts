import type { ProviderState, ProviderStateValues } from '../../emulator/index.ts';
import { type ApiVersion, asRecord, type OperationName, parseJson, requestLineOf } from '../../rules/index.ts';
import { deletionCommand, type OwnedConnections } from '../../tenant/owned-connections.ts';
import type { TenantClient } from '../../tenant/tenant-client.ts';
import { operationTarget } from './choose-interactions.ts';
import type { Provider } from './provider.ts';
import { paramsOf, requestsFor } from './state-table.ts';

interface TenantProviderOptions {
  readonly graphUrl: string;
  readonly client: TenantClient;
  readonly owned: OwnedConnections;
  readonly version: ApiVersion;
  /** Ids that no connection had before the run, in lower case: no other is ever written to. */
  readonly free: ReadonlySet<string>;
}

/** A tenant as the provider of a pact. It writes only to connections that it created. */
export function tenantProvider(
  options: TenantProviderOptions,
): Provider & { readonly cleanUp: () => Promise<readonly string[]> } {
  const { graphUrl, client, owned, version, free } = options;
  /** What the clean-up before an interaction left. */
  let stuck: string | undefined;

  /** Sends a create until Graph no longer reserves the id of a deleted connection. */
  async function create(id: string, name: unknown, send: () => Promise<Response>): Promise<Response> {
    const isTaken = owned.has(id);
    if (!free.has(id.toLowerCase())) throw new Error(notOwn(id));
    const untilReleased = async () => {
      const response = await send();
      return response.status === 409 && !isTaken && owned.wasRemoved(id) ? undefined : response;
    };
    return await owned.create({ id, name }, () =>
      client.poll(untilReleased, `Graph still reserves the id "${id}" of a connection that was deleted`),
    );
  }

  /** Allows a change of what the run created, or of what does not exist. */
  async function requireOwn(id: string): Promise<void> {
    if (owned.has(id) || (free.has(id.toLowerCase()) && !(await owned.find(id)))) return;
    throw new Error(notOwn(id));
  }

  function send(name: OperationName, ids: Readonly<Record<string, string>>, body?: object): Promise<Response> {
    return client.send({
      ...requestLineOf(name, version, ids),
      ...(body && { headers: { 'Content-Type': 'application/json' }, text: JSON.stringify(body) }),
    });
  }

  async function setUp(state: ProviderState): Promise<ProviderStateValues> {
    let operationId = '';
    for (const { operation, ids, body } of requestsFor(state)) {
      if (operation === 'getOperation') {
        await client.poll(() => completed({ ...ids, operationId }), 'the schema is not registered');
        continue;
      }
      const request = () => send(operation, ids, body);
      const isCreate = operation === 'createConnection';
      const response = await (isCreate ? create(ids.connectionId, asRecord(body)?.name, request) : request());
      if (!response.ok) {
        const text = (await response.text()).slice(0, 300);
        throw new Error(`Could not ${goalOf(operation, state)}: the response is ${response.status} ${text}`);
      }
      if (operation === 'updateSchema') operationId = response.headers.get('location')?.split('/').at(-1) ?? '';
    }
    const values = Object.entries(paramsOf(state)).map(([name, value]) => [name, String(value)]);
    return { ...Object.fromEntries(values), ...(operationId && { operationId }) };
  }

  async function completed(ids: Readonly<Record<string, string>>): Promise<true | undefined> {
    const response = await send('getOperation', ids);
    return response.ok && asRecord(await response.json())?.status === 'completed' ? true : undefined;
  }

  /** Deletes what the run created; resolves with a sentence for each connection that may be left. */
  async function cleanUp(): Promise<readonly string[]> {
    const leftovers = await owned.removeAll();
    return leftovers.map(
      ({ id, reason }) =>
        `The connection "${id}" may be left in the tenant: ${reason}. Delete it: ${deletionCommand(graphUrl, version, id)}`,
    );
  }

  return {
    async begin() {
      // One that cannot be deleted is not tried again before each interaction: a run would take hours.
      stuck ??= (await cleanUp())[0];
      if (stuck !== undefined) throw new Error(stuck);
    },
    setUp,
    async ask({ method, path, headers, body }) {
      const text = body ? new TextDecoder().decode(body) : undefined;
      const hasToken = headers.has('authorization');
      const forward = () => client.send({ method, path, headers, hasToken, text });
      const target = operationTarget(method, path);
      const { id, name } = (target?.operation === 'createConnection' && asRecord(parseJson(text ?? ''))) || {};
      if (typeof id === 'string' && hasToken) return await create(id, name, forward);
      if (method !== 'GET' && target?.ids.connectionId !== undefined) await requireOwn(target.ids.connectionId);
      return await forward();
    },
    cleanUp,
  };
}

function notOwn(id: string): string {
  return `The connection "${id}" is not one of this run. It is left alone.`;
}

function goalOf(operation: OperationName, state: ProviderState): string {
  const params = paramsOf(state);
  if (operation === 'createGroup') return `create the group "${params.groupId}"`;
  if (operation === 'updateSchema') return `register a schema of "${params.id}"`;
  return operation === 'putItem' ? `put the item "${params.itemId}"` : `create the connection "${params.id}"`;
}
