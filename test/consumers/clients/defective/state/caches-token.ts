import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

let token: string | undefined;

/** Keeps the first token for ever. Revealed by: a second create with another token. */
export const client: Client = (given) => {
  token ??= given.accessToken;
  return create({ ...given, accessToken: token });
};
