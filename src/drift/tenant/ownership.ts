import { type Answer, isAccepted } from './answer.ts';
import type { Case, Run } from './case.ts';
import { NoAnswer, type TenantClient } from './tenant-client.ts';

interface OwnershipOptions {
  readonly client: TenantClient;
  readonly run: Run;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** The longest time in milliseconds until what is deleted is gone. */
  readonly patience: number;
}

/** Knows which connections are the run's, and deletes those and no others. */
export interface Ownership {
  /** Remembers every connection that is there before the run. Resolves with the first answer that is no list. */
  begin(signal: AbortSignal): Promise<Answer>;
  /** Whether a connection of the id was there before, in any letter case. */
  wasThere(id: string): boolean;
  /** Takes note of a create: before it is sent, and again with its answer. */
  note(of: Case, answer?: Answer): void;
  /** Deletes what a create made. */
  remove(of: Case, answer: Answer): Promise<void>;
  /** Deletes all that is the run's. Resolves with the ids of what may be left. */
  cleanUp(): Promise<readonly string[]>;
}

/** How many pages a list may have, and the pause between two looks in milliseconds. */
const mostPages = 100;
const pause = 1000;
/** How often a deletion is tried at the end. */
const attempts = 3;

export function createOwnership({ client, run, now, sleep, patience }: OwnershipOptions): Ownership {
  const before = new Set<string>();
  /** What the tenant said that it created. */
  const created = new Set<string>();
  /** What it may have created: no answer came. */
  const unclear = new Set<string>();
  // Cleaning up goes on when the run is stopped.
  const never = new AbortController().signal;

  /** Every connection, as far as the caller may list them; and the first answer that is no list. */
  async function list(signal: AbortSignal) {
    const found: { readonly id: string; readonly name: unknown }[] = [];
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
  }

  async function destroy(id: string): Promise<void> {
    const { status } = await client.send({ method: 'DELETE', path: `/${encodeURIComponent(id)}` }, never);
    if (status !== 404 && !(status >= 200 && status < 300)) throw new NoAnswer(`${status}`);
  }

  /** Whether it is there; and whether it is the run's, which its name tells. */
  async function look(id: string): Promise<'gone' | 'ours' | 'foreign'> {
    const answer = await client.send({ method: 'GET', path: `/${encodeURIComponent(id)}` }, never);
    if (answer.status === 404 || answer.status === 400) return 'gone';
    return isOurs(id, Object(answer.body).name) ? 'ours' : 'foreign';
  }

  function isOurs(id: string, name: unknown): boolean {
    return id.toLowerCase().startsWith(run.prefix) || (typeof name === 'string' && name.startsWith(run.name));
  }

  async function waitUntilGone(id: string): Promise<boolean> {
    const deadline = now().getTime() + patience;
    for (;;) {
      if ((await look(id)) === 'gone') return true;
      if (now().getTime() + pause > deadline) return false;
      await sleep(pause, never);
    }
  }

  async function removed(id: string): Promise<boolean> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      try {
        await destroy(id);
        return await waitUntilGone(id);
      } catch {
        await sleep(pause, never);
      }
    }
    return false;
  }

  async function sweep(): Promise<void> {
    const { found } = await list(never);
    for (const { id, name } of found) {
      const isNew = !before.has(id.toLowerCase());
      if (isNew && isOurs(id, name)) created.add(id);
    }
  }

  return {
    async begin(signal) {
      const { found, answer } = await list(signal);
      for (const { id } of found) before.add(id.toLowerCase());
      return answer;
    },
    wasThere: (id) => before.has(id.toLowerCase()),
    note({ id }, answer) {
      if (!answer) {
        if (id !== undefined) unclear.add(id);
        return;
      }
      if (id !== undefined && answer.status < 500) unclear.delete(id);
      const made = isAccepted(answer) ? madeBy(answer, id) : undefined;
      if (made !== undefined && !before.has(made.toLowerCase())) created.add(made);
    },
    async remove({ id }, answer) {
      const made = madeBy(answer, id);
      if (made === undefined || !created.has(made) || !hasPath(made)) return;
      // What fails here is tried again in the end.
      await destroy(made).catch(() => {});
    },
    async cleanUp() {
      const left: string[] = [];
      await sweep().catch(() => {});
      for (const id of unclear) if (hasPath(id) && (await look(id).catch(() => 'foreign')) === 'ours') created.add(id);
      for (const id of created) if (!hasPath(id) || !(await removed(id))) left.push(id);
      return left;
    },
  };
}

/** Whether the path of a connection is one: an empty id, or dots alone, would lead to the whole collection. */
function hasPath(id: string): boolean {
  return !/^\.*$/.test(id);
}

/** The id of what an accepted create made. */
function madeBy({ body }: Answer, asked: string | undefined): string | undefined {
  const { id } = Object(body);
  return typeof id === 'string' ? id : asked;
}
