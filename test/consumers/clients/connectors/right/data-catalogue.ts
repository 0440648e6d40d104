import { request } from 'node:https';
import type { Client, Promises } from '../../client.ts';

/** Row 15: node:https with a helper of its own; creates, registers the schema, and loads items by PUT, one by one. */
export const client: Client = async ({ accessToken, connection }) => {
  const call = (method: string, path: string, body: unknown) => send({ method, path, body, accessToken });
  await call('POST', '/v1.0/external/connections', {
    id: connection.id,
    name: connection.name,
    description: connection.description,
  });
  await call('PATCH', `/v1.0/external/connections/${connection.id}/schema`, {
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'tableName', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  });
  for (const table of ['orders', 'customers']) {
    await call('PUT', `/v1.0/external/connections/${connection.id}/items/${table}`, {
      acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
      properties: { tableName: table },
      content: { type: 'text', value: `The table ${table}` },
    });
  }
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  skip: ['create.nationalCloud'],
  registersSchema: true,
  retries: 'never',
  timeoutMs: 20_000,
};

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly accessToken: string;
}

function send({ method, path, body, accessToken }: Call): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname: 'graph.microsoft.com',
        path,
        method,
        headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk) => (text += chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          if (status < 300) resolve(text);
          else reject(new Error(`${method} ${path}: ${status} ${text}`));
        });
      },
    );
    outgoing.setTimeout(20_000, () => outgoing.destroy(new Error(`${method} ${path}: no response in 20 s`)));
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
