import { request } from 'node:https';
import { text } from 'node:stream/consumers';

/** Creates a connection with node:https; rejects with what Graph said. */
export function createConnection({ graphUrl, accessToken, connection }) {
  const body = JSON.stringify(connection);
  return new Promise((resolve, reject) => {
    const headers = {
      Authorization: `Bearer ${accessToken}`,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    };
    const call = request(`${graphUrl}/beta/external/connections`, { method: 'POST', headers }, async (response) => {
      const { statusCode } = response;
      // A connection that is cut in the middle of the body rejects here.
      const said = await text(response).catch(reject);
      if (statusCode === 201) resolve();
      else reject(new Error(`Graph answered ${statusCode}: ${said}`));
    });
    call.on('error', reject);
    call.end(body);
  });
}
