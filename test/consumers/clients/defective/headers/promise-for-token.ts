import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Forgets to await the token, and sends `Bearer [object Promise]`. Revealed by: plain create. */
export const client: Client = async (given) => {
  const token: unknown = Promise.resolve(given.accessToken);
  return createdConnection(
    await postConnection(given, {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    }),
  );
};
