interface Call {
  readonly graphUrl: string;
  readonly accessToken: string;
  readonly connection: object;
}

/** Creates a connection with the global fetch; rejects with what Graph said. */
export async function createConnection({ graphUrl, accessToken, connection }: Call): Promise<void> {
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (response.status !== 201) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
}
