import https from 'node:https';
import type { Client, Promises } from '../client.ts';
import { refusalFrom } from '../graph-refusal.ts';

/** Times out when the socket has received nothing for 8 s. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
    const outgoing = https.request(`${graphUrl}/v1.0/external/connections`, { method: 'POST', headers });
    outgoing.setTimeout(8000, () => outgoing.destroy(new Error('Nothing has come for 8 s.')));
    outgoing.on('error', reject);
    outgoing.on('response', async (incoming) => {
      const chunks: Uint8Array[] = [];
      try {
        for await (const chunk of incoming) chunks.push(chunk);
      } catch (cause) {
        return reject(new Error('The response broke off.', { cause }));
      }
      if (incoming.statusCode === 201) return resolve(undefined);
      reject(refusalFrom(incoming.statusCode ?? 0, Buffer.concat(chunks).toString()));
    });
    outgoing.end(JSON.stringify(connection));
  });

export const promises: Promises = { timeoutMs: 8000 };
