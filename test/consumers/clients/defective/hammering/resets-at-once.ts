import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Tries six times without a pause when the connection breaks. Revealed by: connection reset. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await createdConnection(await postConnection(given));
    } catch (error) {
      if (!(error instanceof TypeError) || attempt === 6) throw error;
    }
  }
};
