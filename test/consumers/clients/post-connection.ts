import type { ClientInput } from './client.ts';

/** The response to the create request, as a careful client sends it. */
export function postConnection({ graphUrl, accessToken, connection }: ClientInput, init: RequestInit = {}) {
  return fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
    ...init,
  });
}

/** The response to the question whether the connection is there. */
export function lookUpConnection({ graphUrl, accessToken, connection }: ClientInput): Promise<Response> {
  return fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
}
