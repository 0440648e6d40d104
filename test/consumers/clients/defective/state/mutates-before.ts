import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Takes the settings out of the caller's object, and puts them back in a copy alone. Revealed by: every settings object. */
export const client: Client = (given) => {
  const copy = { ...given.connection };
  for (const name of ['searchSettings', 'activitySettings', 'description'])
    Reflect.deleteProperty(given.connection, name);
  return create({ ...given, connection: copy });
};
