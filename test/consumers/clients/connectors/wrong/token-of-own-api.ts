import { ClientSecretCredential } from '@azure/identity';
import type { Client, Promises } from '../../client.ts';

/** Row 16: asks for the token of its own API, and sends that to Graph. */
export const client: Client = async ({ graphUrl, connection }) => {
  const credential = new ClientSecretCredential(
    '6c7d1b5a-8d0a-4e9a-3b52-0f0e8f3e2f90',
    'b14c1f3b-9d24-4a68-9c57-3b0a7e5f2c84',
    'a-secret',
  );
  const { token } = await credential.getToken('https://sync.contoso.com/.default');
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
};

export const promises: Promises = {};
export const expects = 'sent.token';
