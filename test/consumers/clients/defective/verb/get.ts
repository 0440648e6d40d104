import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';

/** Forgets the method, so that it lists, and takes the 200 for a success. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken }) => {
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
  });
  if (!response.ok) throw await refusalOf(response);
};
