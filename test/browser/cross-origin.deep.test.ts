import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, faults } from '../../src/emulator/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { serveHandler } from '../../src/server/serve-handler.ts';
import { launchBrowser } from '../server/browser.ts';

const browser = await launchBrowser();
if (!browser) console.warn('Skipped: a page on another port in a browser.');

const axios = readFileSync(new URL('../../node_modules/axios/dist/axios.min.js', import.meta.url), 'utf8');

/** What a page does that is throttled once: it creates, reads Retry-After, waits, and creates again. */
const clients = {
  fetch: `async (url, body, headers) => {
    const create = () => fetch(url, { method: 'POST', headers, body });
    let response = await create();
    const retryAfter = response.headers.get('Retry-After');
    await new Promise((resolve) => setTimeout(resolve, Number(retryAfter) * 1000));
    response = await create();
    return [retryAfter, response.status, response.headers.get('request-id')?.length, (await response.json()).id];
  }`,
  axios: `async (url, body, headers) => {
    const create = () => axios.post(url, body, { headers, validateStatus: null });
    let response = await create();
    const retryAfter = response.headers['retry-after'];
    await new Promise((resolve) => setTimeout(resolve, Number(retryAfter) * 1000));
    response = await create();
    return [retryAfter, response.status, response.headers['request-id']?.length, response.data.id];
  }`,
};

describe.skipIf(!browser)('a page on another port', { timeout: 60_000 }, () => {
  let emulator: Emulator;
  let server: RunningServer;
  let app: RunningServer;
  let page: Page;

  beforeEach(async () => {
    if (!browser) return;
    emulator = createEmulator();
    server = await startServer({ emulator });
    app = await serveHandler(async ({ url }) =>
      new URL(url).pathname === '/axios.js'
        ? new Response(axios, { headers: { 'Content-Type': 'text/javascript' } })
        : new Response('<!doctype html><title>App</title><script src="/axios.js"></script>', {
            headers: { 'Content-Type': 'text/html' },
          }),
    );
    page = await browser.newPage();
    await page.goto(app.url);
  });
  afterEach(async () => {
    await page.close();
    await Promise.all([server.close(), app.close()]);
  });
  afterAll(() => browser?.close());

  test.for(['fetch', 'axios'] as const)(
    'creates a connection with %s, is throttled, reads Retry-After and tries again',
    async (client) => {
      emulator.plan(faults.throttled({ retryAfter: 1 }));
      const body = JSON.stringify({ id: 'contosohr', name: 'Contoso HR' });
      const headers = { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' };
      const call = [`${server.url}/v1.0/external/connections`, body, headers]
        .map((each) => JSON.stringify(each))
        .join();

      const seen = await page.evaluate(`(${clients[client]})(${call})`);

      expect(seen).toEqual(['1', 201, 36, 'contosohr']);
      expect(emulator.exchanges.map(({ request, response }) => [request.method, response.status])).toEqual([
        ['POST', 429],
        ['POST', 201],
      ]);
    },
  );

  test('reads why a request was refused', async () => {
    const url = `${server.url}/v1.0/external/connections`;

    const seen = await page.evaluate(
      `fetch('${url}').then(async (response) => [response.status, await response.json()])`,
    );

    expect(seen).toMatchObject([401, { error: { code: 'InvalidAuthenticationToken' } }]);
  });

  test.for(['status.json', '_testkit/exchanges', 'health', 'contoso.com/oauth2/v2.0/token'])(
    'cannot read /%s',
    async (path) => {
      const seen = await page.evaluate(`fetch('${server.url}/${path}').then(() => 'read', (error) => error.message)`);

      expect(seen).toBe('Failed to fetch');
    },
  );

  test.for(['faults', 'reset', 'connections'])('changes nothing by /_testkit/%s', async (path) => {
    emulator.put({ id: 'before1', name: 'Before' });
    const send = (options: string) =>
      page.evaluate(
        `fetch('${server.url}/_testkit/${path}', ${options}).then((r) => r.type, (error) => error.message)`,
      );

    const seen = [
      await send(`{ method: 'POST', mode: 'no-cors', body: '{"fault":"hang","id":"evil1"}' }`),
      await send(`{ method: 'POST', mode: 'no-cors' }`),
      await send(
        `{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"fault":"hang","id":"evil1"}' }`,
      ),
    ];

    expect(seen).toEqual(['opaque', 'opaque', 'Failed to fetch']);
    expect([emulator.connections.map(({ id }) => id), emulator.unusedFaults]).toEqual([['before1'], []]);
  });
});
