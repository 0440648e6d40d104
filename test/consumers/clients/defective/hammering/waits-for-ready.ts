import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';
import { lookUpConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Polls until the state is `ready`, which it never is without a schema. Revealed by: plain create. */
export const client: Client = async (given) => {
  await create(given);
  for (;;) {
    const connection = await (await lookUpConnection(given)).json();
    if (connection.state === 'ready') return connection;
    await sleep(1000);
  }
};
