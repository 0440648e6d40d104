import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Escapes the backslashes of urlPattern before JSON does. Revealed by: activity settings with a pattern. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) =>
    name === 'urlPattern' ? value.replaceAll('\\', '\\\\') : value,
  );
  return createdConnection(await postConnection(given, { body }));
};
