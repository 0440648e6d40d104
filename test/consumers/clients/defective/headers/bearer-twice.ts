import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Puts Bearer before a token that it takes for bare although it added the word before. Revealed by: plain create. */
export const client: Client = (given) => create({ ...given, accessToken: `Bearer ${given.accessToken}` });
