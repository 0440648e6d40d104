import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Parses the 201 without a net: where its body cannot be read, it throws a SyntaxError, which is advice. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw await refusalOf(response);
  return JSON.parse(await response.text());
};
