import type { GraphMatchers } from './graph-matchers.ts';
import { toAllowRead } from './to-allow-read.ts';
import { toBeExternalConnection } from './to-be-external-connection.ts';
import { toBeGraphError } from './to-be-graph-error.ts';
import { toBeValidCreateRequest } from './to-be-valid-create-request.ts';
import { toHaveCreatedConnection } from './to-have-created-connection.ts';
import { toHaveCreatedExactly } from './to-have-created-exactly.ts';
import { toHaveItem } from './to-have-item.ts';
import { toHaveNoViolations } from './to-have-no-violations.ts';
import { toHaveUsedEveryFault } from './to-have-used-every-fault.ts';
import { toHaveWaitedRetryAfter } from './to-have-waited-retry-after.ts';

/**
 * The matchers, for `expect.extend` of vitest, of jest, and of the package `expect` under node:test. They are pure
 * functions without `this`. In vitest, importing `external-connection-testkit/vitest` has extended `expect` already.
 *
 * @example
 * ```ts
 * import { createEmulator } from 'external-connection-testkit/emulator';
 * import { matchers } from 'external-connection-testkit/matchers';
 * import { expect, test } from 'vitest';
 *
 * expect.extend(matchers);
 *
 * test('creates no connection by itself', () => {
 *   expect(createEmulator()).toHaveCreatedExactly(0);
 * });
 * ```
 */
export const matchers = {
  toBeValidCreateRequest,
  toBeExternalConnection,
  toBeGraphError,
  toHaveCreatedConnection,
  toHaveCreatedExactly,
  toHaveItem,
  toAllowRead,
  toHaveWaitedRetryAfter,
  toHaveNoViolations,
  toHaveUsedEveryFault,
} satisfies Record<keyof GraphMatchers<unknown>, unknown>;
