/** Creates a connection with the global fetch; rejects with what Graph said. */
export async function createConnection({ graphUrl, accessToken, connection }) {
  const response = await fetch(`${graphUrl}/beta/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (response.status !== 201) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
}
