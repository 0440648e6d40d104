import { expect, test } from 'vitest';
import { isRetryable, retryAfterIn } from '../../src/rules/index.ts';

const now = new Date('2026-05-04T03:02:01Z');

test.for([
  ['10', 10_000],
  ['0', 0],
  ['Mon, 04 May 2026 03:02:31 GMT', 30_000],
  ['Mon, 04 May 2026 03:00:00 GMT', 0],
  ['soon', undefined],
  ['1.5', undefined],
  ['-5', undefined],
  ['3600, 10', undefined],
  ['2026-05-04T03:02:31Z', undefined],
  ['Tue, 04 May 2026 03:02:31 GMT', undefined],
  ['Monday, 04-May-26 03:02:31 GMT', undefined],
  ['10 s', undefined],
  ['..', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
] as const)('Retry-After %j asks for %j ms', ([header, wait]) => {
  expect(retryAfterIn(header, now)).toBe(wait);
});

test('429, 502, 503 and 504 mean "try again later", and no other status', () => {
  const statuses = Array.from({ length: 600 }, (_, status) => status).filter(isRetryable);

  expect(statuses).toEqual([429, 502, 503, 504]);
});
