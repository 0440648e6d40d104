import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadedBy } from './loaded-by.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ofMsw = 16;

/** What each entry point may load at most: files of the package, their size in kilobytes of gzip, other packages. */
const budgets = [
  ['external-connection-testkit', { files: 7, kilobytes: 56, packages: 2 }],
  ['external-connection-testkit/builders', { files: 4, kilobytes: 61, packages: 2 }],
  ['external-connection-testkit/arbitraries', { files: 3, kilobytes: 59, packages: 3 }],
  ['external-connection-testkit/emulator', { files: 6, kilobytes: 87, packages: 1 }],
  ['external-connection-testkit/matchers', { files: 5, kilobytes: 92, packages: 1 }],
  ['external-connection-testkit/msw', { files: 3, kilobytes: 9, packages: 1 + ofMsw }],
  ['external-connection-testkit/server', { files: 2, kilobytes: 1, packages: 0 }],
  ['external-connection-testkit/suite', { files: 5, kilobytes: 70, packages: 1 }],
  ['external-connection-testkit/pact', { files: 8, kilobytes: 69, packages: 2 }],
  ['external-connection-testkit/node-test', { files: 14, kilobytes: 115, packages: 2 + ofMsw }],
] as const;

test.for(budgets)('the import of %s stays within its budget', ([entry, budget]) => {
  const { files, kilobytes, packages } = loadedBy(entry);

  expect(files).toBeLessThanOrEqual(budget.files);
  expect(kilobytes).toBeLessThanOrEqual(budget.kilobytes);
  expect(packages.length, packages.join()).toBeLessThanOrEqual(budget.packages);
});

describe('what may not be used', () => {
  const late = [
    'node:http',
    'node:https',
    'node:tls',
    'node:crypto',
    'node:child_process',
    '@faker-js/faker',
    '@pact-foundation/pact',
    'srvx',
    'commander',
    'proxy-chain',
  ];

  test.for(['emulator', 'matchers', 'server', 'suite', 'pact'])('is not loaded by an import of /%s', (name) => {
    const { packages, builtins } = loadedBy(`external-connection-testkit/${name}`);

    expect([...packages, ...builtins].filter((loaded) => late.includes(loaded))).toEqual([]);
  });

  test.for(['arbitraries', 'builders', 'emulator', 'matchers', 'msw', 'node-test', 'server', 'suite'])(
    'is not zod, for an import of /%s',
    (name) => {
      expect(loadedBy(`external-connection-testkit/${name}`).packages).not.toContain('zod');
    },
  );

  test.for([
    ['suite', 'await kit.situations[0].run(async () => {}).catch(() => {});'],
    ['server', "await fetch((await kit.startServer()).url + '/v1.0/external/connections');"],
  ] as const)('is neither zod nor Pact, for a first use of /%s', ([name, use]) => {
    const { packages } = loadedBy(`external-connection-testkit/${name}`, use);

    expect(packages).not.toContain('zod');
    expect(packages).not.toContain('@pact-foundation/pact');
  });
});

test('the package stays within 680 kB packed and 4.4 MB installed', () => {
  const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });

  const [{ size, unpackedSize }] = JSON.parse(printed);

  expect(size).toBeLessThan(680_000);
  expect(unpackedSize).toBeLessThan(4_400_000);
});
