import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';

/** Posts to `external/connections/{id}`, as one creates an external item. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );
