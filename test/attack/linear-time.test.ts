import { describe, expect, test } from 'vitest';
import { kinds } from './kinds.ts';
import { millisecondsOf } from './measure.ts';

/** The kinds that once took tens of seconds, at a size at which they already took several. */
const once = [
  'query: one name again and again',
  'token: dots',
  'batch part: token of dots',
  'batch: 20 parts with many query names',
  'body: cookies, not JSON type',
  'body: one cookie of many words',
  'a message: eyJ-',
] as const;

describe('hostile input', () => {
  test.for(once)('%s takes no longer than its size allows', async (name) => {
    const kind = kinds.find((one) => one.name === name);
    if (!kind) throw new Error(`There is no kind ${name}.`);

    // A busy machine takes several times as long as an idle one; what is not linear takes many times as long.
    expect(await millisecondsOf(kind, 400_000)).toBeLessThan(2000);
  });
});
