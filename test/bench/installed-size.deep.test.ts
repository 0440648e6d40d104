import { expect, test } from 'vitest';
import { installedSize } from './installed-size.ts';

test('a package without dependencies is one package', () => {
  expect(installedSize('zod').packages).toBe(1);
});

test('what a package needs counts, and what that needs', () => {
  expect(installedSize('msw').packages).toBeGreaterThan(10);
});

test('this package counts with its peers, but for optional ones, and without what it is tested with', () => {
  const { packages } = installedSize();

  expect(packages).toBeGreaterThan(installedSize('msw').packages + 3);
  expect(packages).toBeLessThan(installedSize('@stoplight/prism-cli').packages);
});
