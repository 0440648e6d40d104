import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';

/** Builds URL, Headers and Request as objects, and follows no redirect. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  headers.set('authorization', `Bearer ${accessToken}`);
  const url = new URL('/v1.0/external/connections', graphUrl);
  const body = JSON.stringify(connection);
  return createdConnection(await fetch(new Request(url, { method: 'POST', headers, body, redirect: 'error' })));
};
