import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, faults } from '../../src/emulator/index.ts';
import { launchBrowser } from '../server/browser.ts';
import { mockGraph } from './mock-graph.ts';

const browser = await launchBrowser();
if (!browser) console.warn('Skipped: the recipe for Playwright in a browser.');

describe.skipIf(!browser)('mockGraph', { timeout: 60_000 }, () => {
  let page: Page;
  let graph: Emulator;
  const left: string[] = [];

  beforeEach(async () => {
    if (!browser) return;
    graph = createEmulator({ profile: 'live' });
    page = await browser.newPage();
    await page.route('**/*', (route) => {
      if (new URL(route.request().url()).hostname === 'app.example') {
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>App</title>' });
      }
      left.push(route.request().url());
      return route.abort();
    });
    await mockGraph(page, graph);
    await page.goto('https://app.example/');
  });
  afterEach(async () => {
    await page.close();
    left.length = 0;
  });
  afterAll(() => browser?.close());

  /** What the code of the page sees when it creates a connection. */
  const create = (id: string) =>
    page.evaluate(async (id) => {
      const response = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
        method: 'POST',
        headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, name: 'Größe 数据' }),
      }).catch((error: unknown) => String(error));
      return typeof response === 'string' ? response : [response.status, response.headers.get('Retry-After')];
    }, id);

  test('stores what the page creates, and refuses the second create', async () => {
    expect([await create('contosohr'), await create('contosohr')]).toEqual([
      [201, null],
      [409, null],
    ]);
    expect(graph.connections).toMatchObject([{ id: 'contosohr', name: 'Größe 数据' }]);
    expect(left).toEqual([]);
  });

  test('refuses what Graph refuses, and gives the test the reason', async () => {
    expect(await create('contoso-hr')).toEqual([400, null]);
    expect(graph.exchanges[0]?.violations[0]?.rule).toBe('id.alphanumeric');
  });

  test('lets the page read how long it must wait', async () => {
    graph.plan(faults.throttled({ retryAfter: 2 }));

    expect(await create('contosohr')).toEqual([429, '2']);
  });

  test('resets the connection where that is planned', async () => {
    graph.plan(faults.connectionReset());

    expect(await create('contosohr')).toBe('TypeError: Failed to fetch');
  });
});
