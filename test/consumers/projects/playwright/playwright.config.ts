import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';

/** A Chromium from npm, in place of the one that `npx playwright install` downloads. */
const executablePath = await chromium.executablePath();

export default defineConfig({
  testMatch: '*.spec.ts',
  timeout: 60_000,
  reporter: 'line',
  use: { launchOptions: { executablePath, args: ['--no-sandbox', '--no-zygote'] } },
});
