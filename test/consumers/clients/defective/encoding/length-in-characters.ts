import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Client } from '../../client.ts';
import { refusalFrom } from '../../graph-refusal.ts';

/** Counts characters for Content-Length, so that the last bytes are cut. Revealed by: a name outside ASCII. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const body = JSON.stringify(connection);
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      Authorization: `Bearer ${accessToken}`,
      'Content-Type': 'application/json',
      'Content-Length': body.length,
    };
    request(`${graphUrl}/v1.0/external/connections`, { method: 'POST', headers }, resolve)
      .on('error', reject)
      .end(body);
  });
  const response = await text(incoming);
  if (incoming.statusCode !== 201) throw refusalFrom(incoming.statusCode ?? 0, response);
};
