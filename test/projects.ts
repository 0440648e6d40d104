import { fileURLToPath } from 'node:url';
import type { Alias } from 'vite';

/** The folder of the package, with a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The package under its own name, as its users import it; read from the sources, so that no test uses an old build. */
export const alias: Alias[] = [
  { find: /^external-connection-testkit$/, replacement: `${root}src/index.ts` },
  { find: /^external-connection-testkit\/pacts\/(.*)$/, replacement: `${root}pacts/$1` },
  { find: /^external-connection-testkit\/fixtures\/(.*)$/, replacement: `${root}fixtures/$1` },
  { find: /^external-connection-testkit\/(openapi\..*)$/, replacement: `${root}fixtures/$1` },
  { find: /^external-connection-testkit\/([\w-]+)$/, replacement: `${root}src/$1/index.ts` },
];

/** Test files that no tier runs as they stand: projects of users, and Stryker's sandbox. */
const notOurs = ['test/consumers/{projects,versions/project}/**', 'test/mutation/.sandbox/**'];

/** Test files that only `npm run test:deep` runs, in a project of their own. */
const ownProject = ['test/consumers/packed/**', 'test/pact/broker/**', 'test/browser/**/*.browser.test.ts'];

/** Test files that only `npm run test:deep` runs, in its project `deep`. */
const deep = ['test/**/*.deep.test.ts', 'test/suite/{ending,surroundings}.test.ts'];

/** Property tests: both tiers run them, `npm test` with few runs. */
const fuzz = ['test/**/*.fuzz.test.ts'];

/** A vitest project of tests that import the package from its sources. */
export function project(name: string, include: string[], exclude: string[] = [], aliases: Alias[] = alias) {
  // Some tests start processes, which are slow on a busy machine.
  return { resolve: { alias: aliases }, test: { name, root, isolate: false, testTimeout: 20_000, include, exclude } };
}

/** The project of `npm test`. */
export const unitProject = project('unit', ['test/**/*.test.ts'], [...notOurs, ...ownProject, ...deep]);

/** The tests that are too slow for `npm test`, and the property tests at full size. */
export const deepProject = project('deep', [...deep, ...fuzz], [...notOurs, ...ownProject]);
