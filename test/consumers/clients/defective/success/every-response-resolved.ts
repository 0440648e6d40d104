import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Returns the Response of a refusal as of a success, without a word. Revealed by: refused request. */
export const client: Client = (given) => postConnection(given).then(({ statusText }) => ({ done: true, statusText }));
