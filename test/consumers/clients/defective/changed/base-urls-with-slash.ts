import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Normalises baseUrls, which adds a slash to each. Revealed by: activity settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) =>
    name === 'baseUrls' && Array.isArray(value) ? value.map((url) => `${String(url).replace(/\/$/, '')}/`) : value,
  );
  return createdConnection(await postConnection(given, { body }));
};
