import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the first app id alone. Revealed by: a configuration with several app ids. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) =>
    name === 'authorizedAppIds' ? value.slice(0, 1) : value,
  );
  return createdConnection(await postConnection(given, { body }));
};
