import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Resolves by hand on 201, and forgets to reject. Revealed by: refused request. */
export const client: Client = (given) =>
  new Promise((resolve, reject) => {
    postConnection(given).then((response) => {
      if (response.status === 201) resolve(undefined);
    }, reject);
  });
