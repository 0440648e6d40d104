import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, faults } from '../../src/emulator/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';
import { launchBrowser } from './browser.ts';

const browser = await launchBrowser();
if (!browser) console.warn('Skipped: the tests of the page in a browser.');

test.runIf(process.env.CI)('where CI is set, there is a browser', () => {
  expect(browser).toBeDefined();
});

describe.skipIf(!browser)('the page in a browser', { timeout: 20_000 }, () => {
  let emulator: Emulator;
  let server: RunningServer;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeEach(async () => {
    if (!browser) return;
    emulator = createEmulator({ profile: 'documented', onAdvisory: () => {} });
    server = await startServer({ emulator });
    page = await browser.newPage({ viewport: { width: 360, height: 700 } });
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      return dialog.dismiss();
    });
  });

  afterEach(async () => {
    await page.close();
    await server.close();
    asked.length = 0;
    complaints.length = 0;
  });

  afterAll(async () => {
    await browser?.close();
  });

  const create = (body?: object) => fetch(createRequest(body, { url: `${server.url}/v1.0/external/connections` }));

  test('shows the URL for a client, and the profile', async () => {
    await page.goto(server.url);

    await page.getByText('Profile documented.').waitFor();
    expect(await page.locator('.root').textContent()).toBe(server.url);
    expect(await page.getByRole('status').textContent()).toBe('live');
  });

  test('names the URL that was probably meant, as the console does', async () => {
    await fetch(`${server.url}/v1.0/external/conections`);
    await page.goto(server.url);

    await page.getByText(`Did you mean ${server.url}/v1.0/external/connections?`).waitFor();
  });

  test('shows what happens without being loaded anew: a connection, and why a request was refused', async () => {
    await page.goto(server.url);
    await page.getByText('None yet. POST one to').waitFor();

    await create({ contentCategory: 'people' });
    await create({ id: 'contoso-hr' });

    await page.getByText('id must contain only ASCII letters and digits').waitFor();
    const cells = page.getByRole('row', { name: 'contosohr' }).getByRole('cell');
    expect(await cells.allTextContents()).toEqual(['contosohr', 'Contoso HR', 'draft', 'people']);
    expect(await page.getByText('None yet').first().isVisible()).toBe(false);
  });

  test('explains a refused request: its value, the rule, the fix, and a link to the source', async () => {
    await create({ id: 'contoso-hr' });

    await page.goto(server.url);

    await page.getByText('id must contain only ASCII letters and digits, got "contoso-hr".').waitFor();
    expect(await page.getByText('400 InvalidRequest').isVisible()).toBe(true);
    expect(await page.getByText('Use letters and digits only').isVisible()).toBe(true);
    expect(await page.getByText('id.alphanumeric').isVisible()).toBe(true);
    expect(await page.getByRole('link').getAttribute('href')).toBe(
      'https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection',
    );
  });

  test('names the fault that was planned', async () => {
    emulator.plan(faults.throttled());
    await create();

    await page.goto(server.url);

    await page.getByText('planned: throttled').waitFor();
    expect(await page.getByText('429 TooManyRequests').isVisible()).toBe(true);
  });

  test('names a retry that came too early, and a request without a response', async () => {
    emulator.plan(faults.throttled({ retryAfter: 60 }));
    await create();
    await create();
    emulator.plan(faults.connectionReset());
    await create({ id: 'lost1' }).catch(() => {});

    await page.goto(server.url);

    await page.getByText(/attempt 2, after [\d.]+ s of 60 s/).waitFor();
    expect(await page.getByText('no response').isVisible()).toBe(true);
  });

  test('shows what the live service would refuse', async () => {
    await create({ id: undefined });

    await page.goto(server.url);

    await page.getByText('Accepted, but not right: A connection must have an id, got nothing.').waitFor();
  });

  test('shows HTML in a request as the text that it is', async () => {
    const name = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>';
    await create({ name });
    await create({ id: name });
    await fetch(`${server.url}/<img src=x onerror=alert(3)>?<script>alert(4)</script>`);

    await page.goto(server.url);

    await page.getByRole('cell', { name }).waitFor();
    await page.getByText('id must contain only ASCII').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('asks this server alone, and complains about nothing', async () => {
    await create();

    await page.goto(server.url);

    await page.getByRole('cell', { name: 'contosohr' }).waitFor();
    expect(new Set(asked)).toEqual(
      new Set(['', 'status.json', '_page/style.css', '_page/script.js'].map((path) => `${server.url}/${path}`)),
    );
    expect(complaints).toEqual([]);
  });

  test('shows both bodies and the headers of a request, without its token, and as curl', async () => {
    await create({ id: 'contoso-hr' });
    await page.goto(server.url);

    await page.getByText('Details').click();
    await page.getByRole('button', { name: 'Copy as curl' }).waitFor();

    const shown = (await page.locator('pre').allTextContents()).join('\n');
    expect(shown).toContain('authorization: Bearer [redacted]');
    expect(shown).toContain('"id": "contoso-hr"');
    expect(shown).toContain('"code": "InvalidRequest"');
  });

  test('keeps the details open while other requests come', async () => {
    await create();
    await page.goto(server.url);
    await page.getByText('Details').click();
    await page.getByRole('button', { name: 'Copy as curl' }).waitFor();

    await create({ id: 'contoso-hr' });
    await page.getByText('id must contain only ASCII').waitFor();

    expect(await page.getByRole('button', { name: 'Copy as curl' }).isVisible()).toBe(true);
  });

  test('counts what was refused, at the top and in the title', async () => {
    await create({ id: 'contoso-hr' });
    await create({ id: 'contoso_hr' });

    await page.goto(server.url);

    await page.getByText('2 refused').waitFor();
    expect(await page.title()).toBe('(2 refused) external-connection-testkit');
  });

  test('plans a fault and resets, by keyboard too', async () => {
    await page.goto(server.url);
    await page.getByRole('combobox').selectOption('badGateway');
    await page.getByRole('button', { name: 'Plan' }).press('Enter');
    await page.getByText('Planned: badGateway.').waitFor();
    expect((await create()).status).toBe(502);

    await create();
    await page.getByRole('cell', { name: 'contosohr' }).waitFor();
    await page.getByRole('button', { name: 'Reset' }).press('Enter');

    await page.getByText('None yet. POST one to').waitFor();
    expect(emulator.connections).toEqual([]);
  });

  test.for([320, 360, 1280])('fits a screen of %s pixels, also with the longest names', async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await create({ id: 'w'.repeat(32), name: 'n'.repeat(128) });
    await create({ id: 'x'.repeat(300) });

    await page.goto(server.url);

    await page.getByText('id must be 3 to 32 characters long').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test('keeps its last state and says so when the server stops', async () => {
    await create();
    await page.goto(server.url);
    await page.getByRole('cell', { name: 'contosohr' }).waitFor();

    await server.close();

    await page.getByText('stopped; this was its last state').waitFor();
    expect(await page.getByRole('cell', { name: 'contosohr' }).isVisible()).toBe(true);
  });
});
