import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import type { AliasOptions } from 'vite';
import type { TestProjectConfiguration } from 'vitest/config';
import { findBrowser } from './find-browser.ts';

/**
 * The tests that run in a page, with MSW as its service worker; none, and a word of it, where no browser is.
 *
 * @throws Error where no browser is although the environment has CI.
 */
export async function browserProjects(
  root: string,
  alias: AliasOptions,
  find = findBrowser,
): Promise<TestProjectConfiguration[]> {
  const launchOptions = await find();
  if (launchOptions) return [browserProject(root, alias, playwright({ launchOptions }))];
  if (process.env.CI) throw new Error('Where CI is set, the tests in a browser must run, but no browser starts.');
  console.warn('Skipped: the tests in a browser (test/browser/*.browser.test.ts).');
  return [];
}

function browserProject(
  root: string,
  alias: AliasOptions,
  provider: ReturnType<typeof playwright>,
): TestProjectConfiguration {
  return {
    resolve: { alias },
    plugins: [msw({ mode: 'worker-only' })],
    publicDir: false,
    // Found while a test runs, they would load the page anew.
    optimizeDeps: { include: ['msw', 'msw/browser', 'zod', '@faker-js/faker/locale/en'] },
    test: {
      name: 'browser',
      root,
      include: ['test/browser/**/*.browser.test.ts'],
      testTimeout: 20_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider,
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}
