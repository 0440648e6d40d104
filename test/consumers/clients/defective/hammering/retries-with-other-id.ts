import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Numbers the id on each try, so that a 503 leaves one connection behind and makes another. Revealed by: 503 that did create. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? given.connection.id : `${given.connection.id.slice(0, 31)}${attempt}`;
    const response = await postConnection({ ...given, connection: { ...given.connection, id } });
    if (response.status < 500 || attempt === 3) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};
