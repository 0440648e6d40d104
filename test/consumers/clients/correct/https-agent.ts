import https, { Agent } from 'node:https';
import { json } from 'node:stream/consumers';
import type { Client } from '../client.ts';
import { GraphRefusal } from '../graph-refusal.ts';

const agent = new Agent({ keepAlive: true, timeout: 30_000 });

/** Keeps its connections open with an agent, and compares nothing but the status. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify(connection));
    const outgoing = https.request(
      new URL('/v1.0/external/connections', graphUrl),
      {
        agent,
        method: 'POST',
        headers: {
          Authorization: `Bearer ${accessToken}`,
          'Content-Type': 'application/json',
          'Content-Length': body.length,
        },
      },
      async (incoming) => {
        const response = await json(incoming).catch(() => ({}));
        if (incoming.statusCode === 201) resolve({ created: true });
        else reject(new GraphRefusal(incoming.statusCode ?? 0, Object(response).error));
      },
    );
    outgoing.on('error', (cause) => reject(new Error('Microsoft Graph cannot be reached.', { cause })));
    outgoing.on('timeout', () => outgoing.destroy(new Error('No response from Microsoft Graph.')));
    outgoing.end(body);
  });
