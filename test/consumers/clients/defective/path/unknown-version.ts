import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';

/** Asks for version `v1`. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await fetch(`${graphUrl}/v1/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );
