import { expect } from 'vitest';
import { type AsymmetricMatch, type GraphMatchers, matchers } from '../matchers/index.ts';

/**
 * Whoever imports the room has the matchers. Their types go where vitest 4 and 5 look alike: the generics of its own
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
