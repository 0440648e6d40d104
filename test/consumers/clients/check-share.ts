import { checkClient, findFirstMistake, type Result } from './check-client.ts';
import { correctClients, defectiveClients, type KnownClient } from './clients.ts';

/** What this process is asked for: the place of a client in its list. */
export interface Task {
  readonly list: 'correct' | 'defective';
  readonly index: number;
}

/** Checks the clients that the process that started this one names, one after the other. */
process.on('message', async ({ list, index }: Task) => {
  const known = list === 'correct' ? correctClients[index] : defectiveClients[index];
  if (!known) throw new RangeError(`There is no ${list} client ${index}.`);
  process.send?.(await resultOn(list, known));
});

// They print as they like; what matters of that is in the result.
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => {};
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;

function resultOn(list: Task['list'], known: KnownClient): Promise<Result> {
  return list === 'correct' ? checkClient(known) : findFirstMistake(known);
}
