import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Leaves out what is falsy, and with it false and a priority of 0. Revealed by: settings that hold one. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (_, value) => (value === 0 || value === false ? undefined : value));
  return createdConnection(await postConnection(given, { body }));
};
