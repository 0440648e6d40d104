import { expect, test } from 'vitest';
import { retryAfterIn } from '../../src/rules/index.ts';

const now = new Date('2026-05-04T03:02:01Z');

test.for([
  ['10', 10_000],
  ['0', 0],
  ['1.5', 1500],
  ['Mon, 04 May 2026 03:02:31 GMT', 30_000],
  ['Mon, 04 May 2026 03:00:00 GMT', 0],
  ['soon', undefined],
  ['10 s', undefined],
  ['..', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
] as const)('Retry-After %j asks for %j ms', ([header, wait]) => {
  expect(retryAfterIn(header, now)).toBe(wait);
});
