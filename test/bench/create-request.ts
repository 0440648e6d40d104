/** A create request to the beta of the service, as a client sends it. */
export function createRequest(body: string): Request {
  return new Request(connectionsUrl, { method: 'POST', headers, body });
}

export const connectionsUrl = 'https://graph.microsoft.com/beta/external/connections';

export const headers = { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' };
