import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { browserProjects } from './browser/browser-project.ts';
import { LongestFirst } from './longest-first.ts';
import { writeExamples } from './readme/examples.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The package by its own name, as its users import it; from the sources, so that no test meets an old build. */
const itself = [
  { find: /^external-connection-testkit$/, replacement: `${root}src/index.ts` },
  {
    find: /^external-connection-testkit\/(arbitraries|builders|emulator|matchers|msw|pact|server|suite|vitest)$/,
    replacement: `${root}src/$1/index.ts`,
  },
  { find: /^external-connection-testkit\/pacts\/(.*)$/, replacement: `${root}pacts/$1` },
  { find: /^external-connection-testkit\/fixtures\/(.*)$/, replacement: `${root}fixtures/$1` },
  { find: /^external-connection-testkit\/openapi.json$/, replacement: `${root}fixtures/openapi.json` },
];

/** The older major of MSW under the name of the newer one. */
const msw2 = [{ find: /^msw(\/.*)?$/, replacement: 'msw2$1' }];

writeExamples(root);

export default defineConfig({
  test: {
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias: itself },
        test: {
          name: 'msw 3',
          // Some tests start processes of their own, which take their time on a busy machine.
          testTimeout: 20_000,
          root,
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/consumers/packed/**',
            'test/consumers/projects/**',
            'test/consumers/versions/project/**',
            'test/readme/examples/**',
            'test/browser/**/*.browser.test.ts',
            'test/mutation/.sandbox/**',
          ],
        },
      },
      {
        resolve: { alias: [...itself, ...msw2] },
        test: {
          name: 'msw 2',
          testTimeout: 20_000,
          root,
          isolate: false,
          include: ['test/msw/**/*.test.ts', 'test/vitest/**/*.test.ts'],
        },
      },
      {
        resolve: { alias: itself },
        test: {
          name: 'readme',
          testTimeout: 20_000,
          root,
          isolate: false,
          include: ['test/readme/examples/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'packed',
          root,
          isolate: false,
          include: ['test/consumers/packed/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      ...(await browserProjects(root, itself)),
    ],
  },
});
