import type {} from 'expect';
import type { GraphMatchers } from './graph-matchers.ts';
import type { AsymmetricMatch } from './result.ts';

/**
 * The types of `matchers` for jest 30 and for the package `expect`; it has no effect at run time.
 * `import type {} from 'external-connection-testkit/jest'` once, in any file of the project.
 */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GraphMatchers<R> {}
  interface AsymmetricMatchers extends GraphMatchers<AsymmetricMatch> {}
}
