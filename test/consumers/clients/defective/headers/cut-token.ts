import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Cuts the token at its first dot, as a bad parser of a settings file does. Revealed by: plain create. */
export const client: Client = (given) =>
  create({ ...given, accessToken: given.accessToken.slice(0, Math.min(20, given.accessToken.length - 1)) });
