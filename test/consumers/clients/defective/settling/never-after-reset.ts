import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Client } from '../../client.ts';
import { refusalFrom } from '../../graph-refusal.ts';

/** Ignores the error of the socket, and waits for a response that never comes. Revealed by: connection reset. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
    request(`${graphUrl}/v1.0/external/connections`, { method: 'POST', headers }, async (incoming) => {
      const response = await text(incoming);
      if (incoming.statusCode === 201) resolve(undefined);
      else reject(refusalFrom(incoming.statusCode ?? 0, response));
    })
      .on('error', () => {})
      .end(JSON.stringify(connection));
  });
