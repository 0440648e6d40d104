import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

const supportApp = '00000000-0000-4000-8000-000000000042';

/** Authorizes an app that was not asked for. Revealed by: plain create. */
export const client: Client = (given) => {
  const asked = given.connection.configuration?.authorizedAppIds ?? [];
  const configuration = { ...given.connection.configuration, authorizedAppIds: [...asked, supportApp] };
  return create({ ...given, connection: { ...given.connection, configuration } });
};
