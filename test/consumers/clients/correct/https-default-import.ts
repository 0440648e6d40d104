import https from 'node:https';
import type { Client, Promises } from '../client.ts';
import { refusalFrom } from '../graph-refusal.ts';

/** The default export of node:https, with events, in chunks, and with a timeout of the socket. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(graphUrl);
    const outgoing = https.request({
      hostname,
      ...(port && { port }),
      path: '/v1.0/external/connections',
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    });
    const timer = setTimeout(() => outgoing.destroy(new Error('The request timed out after 20 s.')), 20_000);
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      let response = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        response += chunk;
      });
      incoming.on('error', reject);
      incoming.on('end', () => {
        if (incoming.statusCode === 201) resolve(undefined);
        else reject(refusalFrom(incoming.statusCode ?? 0, response));
      });
    });
    for (const piece of JSON.stringify(connection).match(/.{1,20}/gsu) ?? []) outgoing.write(piece);
    outgoing.end();
  });

export const promises: Promises = { timeoutMs: 20_000 };
