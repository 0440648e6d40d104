import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Takes the next free id when the one it was given is taken. Revealed by: duplicate. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status !== 409) return createdConnection(response);
  const id = `${given.connection.id.slice(0, 31)}2`;
  return createdConnection(await postConnection({ ...given, connection: { ...given.connection, id } }));
};
