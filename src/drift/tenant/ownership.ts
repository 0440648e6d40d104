import { type Answer, isAccepted } from './answer.ts';
import type { Case, Run } from './case.ts';
import { type ConnectionsOptions, createConnections, type Listed } from './connections.ts';

interface OwnershipOptions extends ConnectionsOptions {
  readonly run: Run;
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

export function createOwnership({ run, ...options }: OwnershipOptions): Ownership {
  const connections = createConnections(options);
  const before = new Set<string>();
  /** What the tenant said that it created. */
  const created = new Set<string>();
  /** What it may have created: no answer came. */
  const unclear = new Set<string>();
  const wasThere: Ownership['wasThere'] = (id) => before.has(id.toLowerCase());

  /** Adds what is the run's, although its answer did not say so. */
  async function findMore(): Promise<void> {
    const { found } = await connections.list().catch(() => ({ found: [] }));
    for (const one of found) if (!wasThere(one.id) && isOf(run, one)) created.add(one.id);
    for (const id of unclear) {
      const one = hasPath(id) ? await connections.find(id).catch(() => undefined) : undefined;
      if (one && isOf(run, one)) created.add(id);
    }
  }

  return {
    async begin(signal) {
      const { found, answer } = await connections.list(signal);
      for (const { id } of found) before.add(id.toLowerCase());
      return answer;
    },
    wasThere,
    note({ id }, answer) {
      if (!answer) {
        if (id !== undefined) unclear.add(id);
        return;
      }
      if (id !== undefined && answer.status < 500) unclear.delete(id);
      const made = isAccepted(answer) ? madeBy(answer, id) : undefined;
      if (made !== undefined && !wasThere(made)) created.add(made);
    },
    async remove({ id }, answer) {
      const made = madeBy(answer, id);
      if (made === undefined || !created.has(made) || !hasPath(made)) return;
      // What fails here is tried again in the end.
      await connections.delete(made).catch(() => {});
    },
    async cleanUp() {
      await findMore();
      const left: string[] = [];
      for (const id of created) if (!hasPath(id) || !(await connections.remove(id))) left.push(id);
      return left;
    },
  };
}

/** Whether a connection is the run's, which its id or its name tells. */
function isOf({ prefix, name: own }: Run, { id, name }: Listed): boolean {
  return id.toLowerCase().startsWith(prefix) || (typeof name === 'string' && name.startsWith(own));
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
