import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';

const send = globalThis.fetch;

/** Sends by the fetch that was there when it was loaded, so that it can be met over HTTP alone. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await send(`${graphUrl}/v1.0/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );

export const promises: Promises = { over: 'http' };
