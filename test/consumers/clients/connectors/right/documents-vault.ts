import got, { HTTPError } from 'got';
import type { Client, Promises } from '../../client.ts';

/** Row 22: got without its retries; where the connection exists, it brings the name and description up to date. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = got.extend({
    prefixUrl: `${graphUrl}/v1.0/external`,
    headers: { authorization: `Bearer ${accessToken}` },
    retry: { limit: 0 },
    timeout: { request: 30_000 },
  });
  try {
    await graph.post('connections', { json: { id, name, description } });
  } catch (error) {
    if (!(error instanceof HTTPError)) throw new Error(`Graph cannot be reached: ${String(error)}`);
    const { statusCode, body } = error.response;
    if (statusCode !== 409) throw new Error(`Graph refused the connection: ${statusCode} ${String(body)}`);
    await graph.patch(`connections/${id}`, { json: { name, description } }).catch((failure: unknown) => {
      throw new Error(`409, and the update failed: ${String(failure)}`);
    });
  }
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  retries: 'never',
  duplicate: 'updates',
  timeoutMs: 30_000,
  cleanErrors: true,
};
