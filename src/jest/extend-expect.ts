import { expect } from '@jest/globals';
import type {} from 'expect';
import { type AsymmetricMatch, type GraphMatchers, matchers } from '../matchers/index.ts';

// Importing the module adds the matchers.
expect.extend(matchers);

/** For `@jest/globals` and the package `expect`. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GraphMatchers<R> {}
  interface AsymmetricMatchers extends GraphMatchers<AsymmetricMatch> {}
}

/** For `@types/jest`. */
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: its parameters must be those of @types/jest.
    interface Matchers<R, T = {}> extends GraphMatchers<R> {}
    interface Expect extends GraphMatchers<AsymmetricMatch> {}
  }
}
