import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';

/** Sends the token in the query instead of the header. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  createdConnection(
    await fetch(`${graphUrl}/v1.0/external/connections?access_token=${encodeURIComponent(accessToken)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    }),
  );
