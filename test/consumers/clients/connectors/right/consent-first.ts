import type { Client, Promises } from '../../client.ts';

/** Row 8: where consent is missing, it says where to grant it, and leaves it to the user to start again. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const response = await fetch(new URL('/v1.0/external/connections', graphUrl), {
    method: 'POST',
    headers: new Headers({ Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' }),
    body: JSON.stringify(connection),
  });
  if (response.status === 201) return;
  const text = await response.text();
  if (response.status === 403 || response.status === 401) {
    throw new Error(
      `${response.status}: grant consent to ExternalConnection.ReadWrite.OwnedBy in the Entra portal. ${text}`,
    );
  }
  throw new Error(`${response.status}: ${text}`);
};

export const promises: Promises = { retries: 'never', duplicate: 'rejects', version: 'v1.0', cleanErrors: true };
