import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Result } from './check-client.ts';
import type { Task } from './check-share.ts';
import { correctClients, defectiveClients } from './clients.ts';

/** The suite mostly waits to see whether a client still does something, so there may be more than there are cores. */
const processes = 4 * availableParallelism();

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * The result on every client by its name, from several processes at once: a situation needs one for itself.
 *
 * @throws Error naming the client when a process ended instead of checking it.
 */
export async function checkAll(): Promise<ReadonlyMap<string, Result>> {
  const tasks = [
    ...correctClients.map((_, index): Task => ({ list: 'correct', index })),
    ...defectiveClients.map((_, index): Task => ({ list: 'defective', index })),
  ];
  const results = await Promise.all(Array.from({ length: processes }, () => checkedByOne(tasks)));
  return new Map(results.flat().map((result) => [result.name, result]));
}

/** Lets a process of its own take tasks until none is left. */
async function checkedByOne(tasks: Task[]): Promise<readonly Result[]> {
  const child = fork(path('check-share.ts'), { execArgv: ['--import', path('from-sources.ts')] });
  const results: Result[] = [];
  try {
    for (let task = tasks.shift(); task; task = tasks.shift()) results.push(await checkedBy(child, task));
    return results;
  } finally {
    child.kill();
  }
}

async function checkedBy(child: ChildProcess, task: Task): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  child.send(task);
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([result]) => result),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`The process that checked ${task.list} client ${task.index} ended with ${code}.`);
      }),
    ]);
  } finally {
    controller.abort();
  }
}
