import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Goes to the global cloud, whichever root it was given. Revealed by: a create on a national cloud. */
export const client: Client = (given) => create({ ...given, graphUrl: 'https://graph.microsoft.com' });
