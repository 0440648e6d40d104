import {
  type ApiVersion,
  asRecord,
  matchOperation,
  type OperationName,
  pathOf,
  requestLineOf,
} from '../rules/index.ts';
import type { TenantClient } from './tenant-client.ts';

/** A create, by the id and the name that it sends. */
export interface SentCreate {
  readonly id: string | undefined;
  readonly name: unknown;
}

/** The connections of one run. */
export type OwnedConnections = ReturnType<typeof createOwnedConnections>;

/** A connection that the run may have left in the tenant. */
interface Leftover {
  readonly id: string;
  readonly reason: string;
}

const mostPages = 100;
const deletionAttempts = 3;

/**
 * The connections of a run that begins now: those that it created, at ids that no connection had before. Nothing else is
 * ever deleted. Where the response to a create is missing or unclear, a connection is the run's if it has the name that
 * the run sent; one of another name is left alone and reported.
 */
export function createOwnedConnections(client: TenantClient, version: ApiVersion) {
  const before = new Set<string>();
  /** As the tenant spells them: it may keep two ids apart that differ in case. */
  const created = new Set<string>();
  const removed = new Set<string>();
  const unclear = new Set<SentCreate>();
  const keyOf = (id: string) => id.toLowerCase();
  const wasThere = (id: string) => before.has(keyOf(id));

  const request = (name: OperationName, connectionId = '') => requestLineOf(name, version, { connectionId });

  async function listAll(signal?: AbortSignal) {
    const found: { readonly id: string; readonly name: unknown }[] = [];
    let query = '';
    const { method, path } = request('listConnections');
    for (let page = 0; page < mostPages; page += 1) {
      const response = await client.send({ method, path: path + query, signal });
      const body = asRecord(await parsedBody(response));
      if (!response.ok) return { found, response };
      if (!Array.isArray(body?.value))
        throw new Error(`The response to ${method} ${path} is ${response.status} without a list. Check the URL.`);
      for (const value of body.value) {
        const { id, name } = asRecord(value) ?? {};
        if (typeof id === 'string') found.push({ id, name });
      }
      const next = body['@odata.nextLink'];
      query = typeof next === 'string' ? new URL(next).search : '';
      if (query === '') return { found, response };
    }
    throw new Error(`The list of connections has more than ${mostPages} pages.`);
  }

  async function find(id: string, options?: { readonly before: boolean }) {
    const response = await client.send(request('getConnection', id));
    const { status } = response;
    if (status === 404 || status === 400) return undefined;
    if (status !== 200) {
      const fix = status === 401 || status === 403 ? '. Use a token that has not expired and may read connections' : '';
      throw new Error(`Cannot find out whether the connection "${id}" exists: the response is ${status}${fix}`);
    }
    if (options?.before) before.add(keyOf(id));
    return { name: asRecord(await parsedBody(response))?.name };
  }

  /** Adds what the run created although no response says so. Resolves with what has another name. */
  async function findUnclear(): Promise<readonly Leftover[]> {
    const names = new Set([...unclear].map(({ name }) => name));
    const hidden = [...unclear].some(({ id }) => id === undefined) ? (await listAll()).found : [];
    for (const { id, name } of hidden) if (!wasThere(id) && names.has(name)) created.add(id);
    const others: Leftover[] = [];
    for (const { id, name } of unclear) {
      if (id === undefined || created.has(id) || !isAddressable(id)) continue;
      const found = await find(id);
      if (found?.name === name) created.add(id);
      else if (found) others.push({ id, reason: 'it has a name that the run did not send' });
    }
    return others;
  }

  async function remove(id: string): Promise<void> {
    if (!isAddressable(id)) throw new Error('no request can address it');
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { ok, status } = await client.send(request('deleteConnection', id));
        if (!ok && status !== 404) throw new Error(`its deletion got the response ${status}`);
        await client.poll(async () => ((await find(id)) ? undefined : true), 'it still exists, though it was deleted');
        created.delete(id);
        removed.add(keyOf(id));
        return;
      } catch (error) {
        if (attempt === deletionAttempts) throw error;
      }
    }
  }

  return {
    /**
     * Remembers every connection that the tenant lists as one that was there before.
     *
     * @returns the last response: a page, or what came in place of one.
     */
    async list(signal: AbortSignal): Promise<Response> {
      const { found, response } = await listAll(signal);
      for (const { id } of found) before.add(keyOf(id));
      return response;
    },
    /** Finds a connection; undefined where there is none, or where Graph refuses the id. Remembers it when `before`. */
    find,
    /** Whether a connection of the id was there before, in any case. */
    wasThere,
    /** Whether the run created a connection of the id, or may have. */
    has: (id: string) =>
      [...created, ...[...unclear].map((sent) => sent.id)].some((own) => own?.toLowerCase() === keyOf(id)),
    /** Whether the run created a connection of the id and deleted it: Graph may hold the id for a while. */
    wasRemoved: (id: string) => removed.has(keyOf(id)),
    /** Sends a create, and remembers what it makes. */
    async create(sent: SentCreate, send: () => Promise<Response>): Promise<Response> {
      unclear.add(sent);
      const response = await send();
      if (response.status < 500) unclear.delete(sent);
      const id = response.ok ? await idIn(response, sent) : undefined;
      if (id !== undefined && !wasThere(id)) created.add(id);
      return response;
    },
    /** Requests the deletion of what a create made, without waiting; `removeAll` repeats one that fails. */
    async release(sent: SentCreate, response: Response): Promise<void> {
      const id = await idIn(response, sent);
      if (id === undefined || !created.has(id) || !isAddressable(id)) return;
      await client.send(request('deleteConnection', id)).catch(() => undefined);
    },
    /** Deletes all that is the run's. Resolves with the ids of connections that may be left, each with the reason. */
    async removeAll(): Promise<readonly Leftover[]> {
      const unknown = ({ message: reason }: Error) =>
        [...unclear].flatMap(({ id }) => (id === undefined ? [] : [{ id, reason }]));
      const problems = [...(await findUnclear().catch(unknown))];
      unclear.clear();
      for (const id of [...created]) {
        await remove(id).catch((error: Error) => problems.push({ id, reason: error.message }));
      }
      return problems;
    },
  };
}

/** The command that deletes a connection, for a shell whose variable GRAPH_TOKEN has an access token. */
export function deletionCommand(graphUrl: string, version: ApiVersion, id: string): string {
  const { method, path } = requestLineOf('deleteConnection', version, { connectionId: id });
  return `curl -X ${method} -H "Authorization: Bearer $GRAPH_TOKEN" "${graphUrl}${path}"`;
}

/** Whether the path of a connection leads to it: with an empty id, or dots alone, it would be another path. */
function isAddressable(id: string): boolean {
  const path = pathOf('deleteConnection', { connectionId: id });
  const match = matchOperation('DELETE', `https://graph.microsoft.com/v1.0${path}`);
  return match.kind === 'operation' && match.ids.connectionId === id;
}

async function idIn(response: Response, sent: SentCreate): Promise<string | undefined> {
  const id = asRecord(await parsedBody(response))?.id;
  return typeof id === 'string' ? id : sent.id;
}

async function parsedBody(response: Response): Promise<unknown> {
  return await response
    .clone()
    .json()
    .catch(() => undefined);
}
