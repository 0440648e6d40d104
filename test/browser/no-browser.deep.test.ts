import { beforeEach, expect, test, vi } from 'vitest';
import { browserConfig } from './browser-config.ts';
import { findBrowser } from './find-browser.ts';

const nowhere = async () => undefined;

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

test('a browser that does not start is none, and the console says why', async () => {
  const reason = new Error('libnss3.so is missing.');

  const found = await findBrowser(() => Promise.reject(reason));

  expect(found).toBeUndefined();
  expect(console.warn).toHaveBeenCalledExactlyOnceWith('No browser starts here.', reason);
});

test('without a browser its tests are skipped, and the console says which', async () => {
  vi.stubEnv('CI', '');

  const config = await browserConfig('/', {}, nowhere);

  expect(config).toEqual({ test: { name: 'browser', include: [], passWithNoTests: true } });
  expect(console.warn).toHaveBeenCalledExactlyOnceWith(
    'Skipped: the tests in a browser (test/browser/*.browser.test.ts).',
  );
});

test('without a browser the run fails where CI is set', async () => {
  vi.stubEnv('CI', 'true');

  await expect(browserConfig('/', {}, nowhere)).rejects.toThrow(
    'Where CI is set, the tests in a browser must run, but no browser starts.',
  );
});

test('with a browser its tests run, whether CI is set or not', async () => {
  vi.stubEnv('CI', 'true');

  const config = await browserConfig('/', {}, async () => ({ channel: 'chrome' }));

  expect(config).toMatchObject({ test: { name: 'browser', browser: { enabled: true } } });
});
