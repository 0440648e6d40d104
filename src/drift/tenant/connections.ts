import { type Answer, isAccepted } from './answer.ts';
import { NoAnswer, type TenantClient } from './tenant-client.ts';

export interface ConnectionsOptions {
  readonly client: TenantClient;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** The longest time in milliseconds until what is deleted is gone. */
  readonly patience: number;
}

/** A connection as a list has it. */
export interface Listed {
  readonly id: string;
  readonly name: unknown;
}

/** The connections of a tenant: looking for them, and deleting them. Nothing stops that but a signal for a list. */
export interface Connections {
  /** Every one, as far as the caller may list them; and the last answer: a page, or what came instead of one. */
  list(signal?: AbortSignal): Promise<{ readonly found: readonly Listed[]; readonly answer: Answer }>;
  /** One of them; undefined where it is gone. */
  find(id: string): Promise<Listed | undefined>;
  /** Asks once to delete one. */
  delete(id: string): Promise<void>;
  /** Deletes one, by several tries. Resolves with whether it is gone. */
  remove(id: string): Promise<boolean>;
}

/** How many pages a list may have, and the pause between two looks in milliseconds. */
const mostPages = 100;
const pause = 1000;
/** How often a deletion is tried. */
const attempts = 3;

/** Each of its functions throws NoAnswer where the tenant does not do what it is asked for. */
export function createConnections({ client, now, sleep, patience }: ConnectionsOptions): Connections {
  // Cleaning up goes on when the run is stopped.
  const never = new AbortController().signal;

  const list: Connections['list'] = async (signal = never) => {
    const found: Listed[] = [];
    let path = '';
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await client.send({ method: 'GET', path }, signal);
      const { value, '@odata.nextLink': next } = Object(answer.body);
      if (!isAccepted(answer) || !Array.isArray(value)) return { found, answer };
      found.push(...value.filter(({ id }) => typeof id === 'string'));
      path = typeof next === 'string' ? new URL(next).search : '';
      if (path === '') return { found, answer };
    }
    throw new NoAnswer(`the list of connections has more than ${mostPages} pages`);
  };

  const find: Connections['find'] = async (id) => {
    const answer = await client.send({ method: 'GET', path: pathOf(id) }, never);
    const isGone = answer.status === 404 || answer.status === 400;
    return isGone ? undefined : { id, name: Object(answer.body).name };
  };

  const destroy: Connections['delete'] = async (id) => {
    const answer = await client.send({ method: 'DELETE', path: pathOf(id) }, never);
    if (answer.status !== 404 && !isAccepted(answer)) throw new NoAnswer(`${answer.status}`);
  };

  async function waitUntilGone(id: string): Promise<boolean> {
    const deadline = now().getTime() + patience;
    for (;;) {
      if (!(await find(id))) return true;
      if (now().getTime() + pause > deadline) return false;
      await sleep(pause, never);
    }
  }

  const remove: Connections['remove'] = async (id) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      try {
        await destroy(id);
        return await waitUntilGone(id);
      } catch {
        await sleep(pause, never);
      }
    }
    return false;
  };

  return { list, find, delete: destroy, remove };
}

function pathOf(id: string): string {
  return `/${encodeURIComponent(id)}`;
}
