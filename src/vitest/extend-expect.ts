import { expect } from 'vitest';
import { type AsymmetricMatch, type GraphMatchers, matchers } from '../matchers/index.ts';

/**
 * Importing the module adds the matchers. Their types extend interfaces that vitest 4 and 5 share: the generics of
 * `Matchers` differ between the two, and a declaration for one is an error in the other.
 */
expect.extend(matchers);

declare module 'vitest' {
  interface AsymmetricMatchersContaining extends GraphMatchers<AsymmetricMatch> {}
}

declare global {
  namespace Chai {
    interface Assertion extends GraphMatchers<void> {}
  }
}
