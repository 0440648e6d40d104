import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 7: waits for consent: forty look-ups in a row after a 403. */
export const client: Client = async ({ accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ authProvider: (done) => done(null, accessToken) });
  let last: { statusCode?: number; message?: string } = {};
  for (let attempt = 0; attempt < 40; attempt += 1) {
    try {
      await graph.api(`/external/connections/${id}`).get();
      return;
    } catch (error) {
      last = error as { statusCode?: number; message?: string };
      if (last.statusCode === 404) break;
      if (last.statusCode !== 403) throw error;
      await new Promise((resolve) => setTimeout(resolve, 15_000));
    }
  }
  if (last.statusCode !== 404) throw new Error(`No consent: ${last.statusCode} ${last.message}`);
  await graph.api('/external/connections').post({ id, name, description });
};

export const promises: Promises = { takes: ['id', 'name', 'description'], skip: ['create.nationalCloud'] };
export const expects = 'pace.pointless';
