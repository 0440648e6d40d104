import type { ProviderState, ProviderStateValues } from '../../emulator/index.ts';
import { exampleSchema } from '../examples.ts';
import { targetOf } from './http-interaction.ts';
import type { Provider, ProviderRequest } from './provider.ts';
import { isBusy, type Tenant } from './tenant.ts';

interface TenantProviderOptions {
  /** Where the connections are, such as `/v1.0/external/connections`. */
  readonly collection: string;
  readonly tenant: Tenant;
  /** Sends what the Verifier asks. */
  readonly ask: Provider['ask'];
  /** Ids that were seen to be free before the run, in lower case: no other is ever written to. */
  readonly free: ReadonlySet<string>;
}

/** A tenant as the provider. It writes to no connection but those that it created. */
export interface TenantProvider extends Provider {
  /** Deletes what the run created; resolves with what it could not delete, in words. */
  cleanUp(): Promise<readonly string[]>;
}

export function tenantProvider({ collection, tenant, ask, free }: TenantProviderOptions): TenantProvider {
  /** What the run created and has not seen vanish, by the id in lower case. */
  const ours = new Map<string, string>();
  /** What the run deleted: Graph holds an id for a while, and answers 409. */
  const released = new Set<string>();

  async function remove(id: string): Promise<void> {
    const place = `${collection}/${encodeURIComponent(id)}`;
    await tenant.until(async () => {
      const { status } = await tenant.call('DELETE', place);
      return isBusy(status) ? undefined : true;
    }, `the connection "${id}" could not be deleted`);
    await tenant.until(
      async () => ((await tenant.has(collection, id)) ? undefined : true),
      `the connection "${id}" is still there, though it was deleted`,
    );
    ours.delete(id.toLowerCase());
    released.add(id.toLowerCase());
  }

  /** Lets a change pass of what the run created, or of what is not there. */
  async function requireOwn(id: string): Promise<void> {
    const key = id.toLowerCase();
    if (ours.has(key) || (free.has(key) && !(await tenant.has(collection, id)))) return;
    throw new Error(notOwn(id));
  }

  /** Sends a create until Graph has let go of the id, and remembers what it made. */
  async function create(id: string, post: () => Promise<Response>): Promise<Response> {
    const key = id.toLowerCase();
    const isTaken = ours.has(key);
    if (!free.has(key)) throw new Error(notOwn(id));
    return await tenant.until(async () => {
      // Whatever goes wrong, it may have been made; but a refusal says that it was not.
      if (!isTaken) ours.set(key, id);
      const answer = await post();
      if (answer.status >= 400 && answer.status < 500 && !isTaken) ours.delete(key);
      const isHeld = answer.status === 409 && !isTaken && released.has(key);
      return isHeld || answer.status === 429 ? undefined : answer;
    }, `Graph still holds the id "${id}" of a connection that was deleted`);
  }

  async function arrange({ name: state, params = {} }: ProviderState): Promise<ProviderStateValues> {
    const id = String(params.id);
    if (state === '' || state === 'no connection has the id') return {};
    const connection = {
      id,
      name: params.name ?? id,
      ...(params.description ? { description: params.description } : {}),
    };
    const created = await create(id, () => tenant.call('POST', collection, connection));
    await requireStatus(created, 201, `create the connection "${id}"`);
    if (state === 'a connection exists') return {};
    const registered = await tenant.until(async () => {
      const answer = await tenant.call('PATCH', `${collection}/${id}/schema`, exampleSchema('v1.0'));
      return isBusy(answer.status) ? undefined : answer;
    }, 'Graph is too busy to take a schema');
    await requireStatus(registered, 202, `register a schema of "${id}"`);
    const operationId = registered.headers.get('location')?.split('/').at(-1) ?? '';
    if (state === 'a schema is registered') await completion(`${collection}/${id}/operations/${operationId}`);
    return { operationId };
  }

  async function completion(operation: string): Promise<void> {
    await tenant.until(async () => {
      const answer = await tenant.call('GET', operation);
      return answer.ok && (await answer.json()).status === 'completed' ? true : undefined;
    }, 'the schema is not registered yet');
  }

  async function cleanUp(): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const id of [...ours.values()]) {
      await remove(id).catch((error: Error) =>
        problems.push(`The connection "${id}" may be left in the tenant: ${error.message}`),
      );
    }
    return problems;
  }

  return {
    async begin() {
      const [problem] = await cleanUp();
      if (problem) throw new Error(problem);
    },
    setUp: arrange,
    async ask(request) {
      const created = request.method === 'POST' ? idOfCreate(request) : undefined;
      if (created !== undefined && request.headers.has('authorization'))
        return await create(created, () => ask(request));
      const { id } = targetOf(request.path) ?? {};
      if (request.method !== 'GET' && id !== undefined) await requireOwn(decodeURIComponent(id));
      return await tenant.until(async () => {
        const answer = await ask(request);
        return putsOff(answer.status) ? undefined : answer;
      }, 'Graph is still too busy to answer');
    },
    cleanUp,
  };
}

/** Whether Graph says that it has done nothing yet. */
function putsOff(status: number): boolean {
  return status === 429 || status === 503;
}

function notOwn(id: string): string {
  return `The connection "${id}" is not one of this run. It is left alone.`;
}

function idOfCreate({ path, body }: ProviderRequest): string | undefined {
  const target = targetOf(path);
  if (!target || target.id !== undefined) return undefined;
  const { id } = Object(JSON.parse(body ?? 'null'));
  return typeof id === 'string' ? id : undefined;
}

async function requireStatus(answer: Response, status: number, what: string): Promise<void> {
  if (answer.status === status) return;
  const text = (await answer.text()).slice(0, 300);
  throw new Error(`Could not ${what}: Graph answered ${answer.status} ${text}`);
}
