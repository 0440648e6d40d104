import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends resolvers as their base type has them, with a priority alone, as kiota does. Revealed by: activity settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) =>
    name === 'itemId' || name === 'urlMatchInfo' ? undefined : value,
  );
  return createdConnection(await postConnection(given, { body }));
};
