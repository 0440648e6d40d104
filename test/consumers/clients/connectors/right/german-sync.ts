import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

interface Failure {
  readonly statusCode?: number;
  readonly code?: string | null;
}

/** Row 23: callback authentication; looks first; its errors are in German, with the status. */
export const client: Client = async ({ accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ authProvider: (callback) => callback(null, accessToken) });
  const vorhanden = await graph
    .api(`/external/connections/${id}`)
    .get()
    .catch((fehler: Failure) => {
      if (fehler.statusCode === 404) return undefined;
      throw new Error(`Die Verbindung ${id} kann nicht gelesen werden (${fehler.statusCode} ${fehler.code})`);
    });
  if (vorhanden) return;
  await graph
    .api('/external/connections')
    .post({ id, name, description })
    .catch((fehler: Failure) => {
      if (fehler instanceof SyntaxError) return;
      throw new Error(`Die Verbindung ${id} kann nicht angelegt werden (${fehler.statusCode} ${fehler.code})`);
    });
};

export const promises: Promises = { takes: ['id', 'name', 'description'], skip: ['create.nationalCloud'] };
