import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import type { AliasOptions } from 'vite';
import type { ViteUserConfig } from 'vitest/config';
import { findBrowser } from './find-browser.ts';

/**
 * Resolves with the configuration of the tests that run in a page, with MSW as its service worker. Without a browser it
 * has no tests, and the console says so.
 *
 * @throws Error without a browser where the environment has CI.
 */
export async function browserConfig(root: string, alias: AliasOptions, find = findBrowser): Promise<ViteUserConfig> {
  const launchOptions = await find();
  if (launchOptions) return configOf(root, alias, playwright({ launchOptions }));
  if (process.env.CI) throw new Error('Where CI is set, the tests in a browser must run, but no browser starts.');
  console.warn('Skipped: the tests in a browser (test/browser/*.browser.test.ts).');
  return { test: { name: 'browser', include: [], passWithNoTests: true } };
}

function configOf(root: string, alias: AliasOptions, provider: ReturnType<typeof playwright>): ViteUserConfig {
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
