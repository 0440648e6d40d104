import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

let last: Promise<unknown> = Promise.resolve();

/** Puts its creates in a row, as Graph dislikes parallel writes; a failed one does not stop the next. */
export const client: Client = (given) => {
  const create = async () => createdConnection(await postConnection(given, { signal: AbortSignal.timeout(20_000) }));
  const mine = last.then(create, create);
  last = mine;
  return mine;
};
