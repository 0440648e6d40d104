import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';

const headers = { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' };

describe('publicUrl', () => {
  test('is the root in Location, @odata.context and @odata.nextLink, also in a batch', async () => {
    const emulator = createEmulator();
    await using server = await startServer({ emulator, publicUrl: 'https://graph.test:8443/' });
    const send = (method: string, path: string, body?: unknown) =>
      fetch(`${server.url}/v1.0${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const schema = { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', type: 'String' }] };

    const created = await (await send('POST', '/external/connections', { id: 'contosohr', name: 'HR' })).json();
    await send('POST', '/external/connections', { id: 'contosoit', name: 'IT' });
    const registered = await send('PATCH', '/external/connections/contosohr/schema', schema);
    const page = await (await send('GET', '/external/connections?$top=1')).json();
    const part = { id: '1', method: 'GET', url: '/external/connections/contosohr' };
    const batch = await (await send('POST', '/$batch', { requests: [part] })).json();

    const root = /^https:\/\/graph\.test:8443\/v1\.0\//;
    expect(created['@odata.context']).toMatch(root);
    expect(registered.headers.get('location')).toMatch(root);
    expect(page['@odata.nextLink']).toMatch(root);
    expect(batch.responses[0].body['@odata.context']).toMatch(root);
  });

  test('is taken as a Host of the server, as a proxy keeps it', async () => {
    await using server = await startServer({ publicUrl: 'https://graph.test' });
    const statusFor = (host: string) =>
      new Promise((resolve) => {
        request(`${server.url}/health`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end();
      });

    expect([await statusFor('graph.test'), await statusFor('evil.test')]).toEqual([200, 403]);
  });

  test.for(['graph.test', 'ftp://graph.test', 'https://graph.test/path', 'https://graph.test?x', 7])(
    '%s is refused with what to use',
    async (publicUrl) => {
      // What a user without TypeScript may pass.
      const started = startServer({ publicUrl: publicUrl as string });

      await expect(started).rejects.toThrow(
        /^The option publicUrl is .+\. Use the root of an http or https URL without a path/,
      );
    },
  );
});
