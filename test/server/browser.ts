import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A Chromium: the one from npm, which runs on Linux, or else an installed Chrome. Undefined where neither starts. */
export async function launchBrowser(): Promise<Browser | undefined> {
  try {
    if (process.platform !== 'linux') return await playwright.launch({ channel: 'chrome' });
    return await playwright.launch({
      executablePath: await chromium.executablePath(),
      // Not chromium.args: with them, all pages share a process and no page has the protections of a browser.
      args: ['--no-sandbox', '--no-zygote', '--disable-background-networking'],
    });
  } catch (error) {
    console.warn('No browser starts here.', error);
    return undefined;
  }
}
