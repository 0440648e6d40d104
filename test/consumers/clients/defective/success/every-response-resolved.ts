import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Says that it is done, whatever the Response was. Revealed by: refused request. */
export const client: Client = (given) => postConnection(given).then(() => ({ done: true }));
