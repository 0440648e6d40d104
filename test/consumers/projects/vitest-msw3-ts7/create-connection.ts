export interface Call {
  readonly graphUrl: string;
  readonly accessToken: string;
  readonly connection: object;
}

/** Creates a connection, and a second time is as good as the first. */
export async function createConnection({ graphUrl, accessToken, connection }: Call): Promise<'created' | 'exists'> {
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (response.status === 201) return 'created';
  if (response.status === 409) return 'exists';
  throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
}
