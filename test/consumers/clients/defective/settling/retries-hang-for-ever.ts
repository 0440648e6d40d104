import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Gives up a try after 5 s, and starts the next, for ever. Revealed by: a hang. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (response) return createdConnection(response);
  }
};

export const promises: Promises = { timeoutMs: 5000 };
