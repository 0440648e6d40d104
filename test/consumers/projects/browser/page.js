import { after, before } from 'node:test';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { preview } from 'vite';

/** The page of the app in Chromium, for the tests of a file. */
export function openPage() {
  const opened = { page: undefined, printed: [] };
  let browser;
  let server;
  before(async () => {
    server = await preview({ preview: { port: 0 } });
    const executablePath = await chromium.executablePath();
    browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--no-zygote'] });
    opened.page = await browser.newPage();
    opened.page.on('console', (message) => opened.printed.push(message.text()));
    await opened.page.goto(server.resolvedUrls.local[0]);
    await opened.page.waitForFunction(() => document.title === 'Ready');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return opened;
}
