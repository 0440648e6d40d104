import type { Client, ClientInput } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

let current: ClientInput;

/** Keeps its input in a variable of the module across an await. Revealed by: two creates at once. */
export const client: Client = async (given) => {
  current = given;
  await Promise.resolve();
  return createdConnection(await postConnection(current));
};
