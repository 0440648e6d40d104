import { request } from 'node:https';
import type { Client, Promises } from '../../client.ts';

/** Row 4: adds another layout than it promises. */
export const client: Client = ({ graphUrl, accessToken, connection: { id, name, description } }) =>
  new Promise((resolve, reject) => {
    const searchSettings = { searchResultTemplates: [{ id: 'graphdocs', priority: 2, layout: {} }] };
    const outgoing = request(`${graphUrl}/v1.0/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        if (incoming.statusCode === 201) resolve(undefined);
        else reject(new Error(`${incoming.statusCode} ${Buffer.concat(chunks).toString()}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ id, name, description, searchSettings }));
  });

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  adds: { searchSettings: { searchResultTemplates: [{ id: 'graphdocs', priority: 1, layout: {} }] } },
};
export const expects = 'sent.body';
