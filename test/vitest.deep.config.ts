import { defineConfig } from 'vitest/config';
import { brokerProjects } from './pact/broker/broker-projects.ts';
import { alias, deepProject, project, root } from './projects.ts';

/** The older major of MSW under the name of the newer one. */
const msw2 = [{ find: /^msw(\/.*)?$/, replacement: 'msw2$1' }];

/** Full size, and new values in each run: a failure prints the seed. */
const fuzz = {
  FUZZ_TIMES: process.env.FUZZ_TIMES ?? '1',
  FUZZ_SEED: process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31),
};

/** What `npm run test:deep` runs beside the tests in a browser: all that is not in `npm test`. */
export default defineConfig({
  test: {
    maxWorkers: '100%',
    // A broker stops in it, which takes longer than the default of 10 s on a busy machine.
    teardownTimeout: 60_000,
    projects: [
      { ...deepProject, test: { ...deepProject.test, testTimeout: 60_000, env: fuzz } },
      ...brokerProjects(),
      project('msw 2', ['test/{msw,vitest}/**/*.test.ts'], [], [...alias, ...msw2]),
      {
        // The package as npm installs it: no alias.
        test: {
          name: 'packed',
          root,
          isolate: false,
          include: ['test/consumers/packed/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
