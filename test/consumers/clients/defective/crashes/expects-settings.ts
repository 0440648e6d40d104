import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Counts templates without looking whether there are search settings. Revealed by: plain create. */
export const client: Client = (given) => {
  const settings = given.connection.searchSettings as { searchResultTemplates: unknown[] };
  console.info(`${settings.searchResultTemplates.length} templates`);
  return create(given);
};
