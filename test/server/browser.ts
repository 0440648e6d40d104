import { type Browser, chromium as playwright } from 'playwright-core';
import { findBrowser } from '../browser/find-browser.ts';

/** A Chromium that runs; undefined where none starts. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const options = await findBrowser();
  return options && playwright.launch(options);
}
