import { execFileSync } from 'node:child_process';
import chromium from '@sparticuz/chromium';
import { type LaunchOptions, chromium as playwright } from 'playwright-core';

/**
 * How to start a Chromium: the one from npm, which runs on Linux, or else an installed Chrome. Undefined where neither
 * starts; then it says why.
 */
export async function findBrowser(
  start: () => Promise<LaunchOptions> = process.platform === 'linux' ? chromiumOfNpm : installedChrome,
): Promise<LaunchOptions | undefined> {
  try {
    return await start();
  } catch (error) {
    console.warn('No browser starts here.', error);
    return undefined;
  }
}

async function chromiumOfNpm(): Promise<LaunchOptions> {
  const executablePath = await chromium.executablePath();
  // Fails where a library of the system is missing.
  execFileSync(executablePath, ['--version', '--no-sandbox'], { stdio: 'ignore' });
  // Not chromium.args: with them, all pages share a process and no page has the protections of a browser.
  return { executablePath, args: ['--no-sandbox', '--no-zygote', '--disable-background-networking'] };
}

async function installedChrome(): Promise<LaunchOptions> {
  const browser = await playwright.launch({ channel: 'chrome' });
  await browser.close();
  return { channel: 'chrome' };
}
