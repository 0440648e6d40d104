import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';

/** Leaves the version out of the path. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await fetch(`${graphUrl}/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );
