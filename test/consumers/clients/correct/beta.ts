import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';

/** Uses beta, where all settings exist. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await fetch(`${graphUrl}/beta/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );

export const promises: Promises = { version: 'beta' };
