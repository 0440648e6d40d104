import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';
import { sleep } from '../waiting.ts';

/** When the connection breaks, it looks after 2 s whether the request arrived, and sends it once more if not. */
export const client: Client = async (given) => {
  const response = await postConnection(given).catch(() => undefined);
  if (response) return createdConnection(response);
  await sleep(2000);
  const found = await lookUpConnection(given);
  return found.ok ? found.json() : createdConnection(await postConnection(given));
};
