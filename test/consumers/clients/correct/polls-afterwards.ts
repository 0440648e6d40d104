import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';
import { sleep } from '../waiting.ts';

/** Creates, and then looks up to five times, 3 s apart, until the connection can be read. */
export const client: Client = async (given) => {
  const created = await createdConnection(await postConnection(given));
  for (let look = 0; look < 5; look++) {
    const found = await lookUpConnection(given).catch(() => undefined);
    if (found?.ok) return found.json().catch(() => created);
    await sleep(3000);
  }
  return created;
};
