import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';

/** Posts to `external/connection`. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await fetch(`${graphUrl}/v1.0/external/connection`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );
