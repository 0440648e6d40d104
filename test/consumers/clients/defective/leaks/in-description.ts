import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Writes the token into the description, which everybody can read. Revealed by: plain create. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, description: `via ${given.accessToken}` } });
