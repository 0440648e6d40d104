import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Throws within an async executor, so that it never settles and its rejection is not handled. Revealed by: refused request. */
export const client: Client = (given) =>
  // biome-ignore lint/suspicious/noAsyncPromiseExecutor: the mistake of this client.
  new Promise(async (resolve) => {
    const response = await postConnection(given);
    if (!response.ok) throw await refusalOf(response);
    resolve(undefined);
  });
