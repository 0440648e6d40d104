import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';
import { answersTo } from './answer-to.ts';
import { kinds } from './invalid-kinds.ts';

describe.for(kinds)('bodies that break a rule: $operation, $where', ({ operation, arbitrary, context }) => {
  test('get the answer that they say, for the rule and at the path that they say', timeoutOf(300_000), async () => {
    const answerTo = answersTo(operation, context);

    await fc.assert(
      fc.asyncProperty(arbitrary(context), async ({ body, ...said }) => {
        expect(await answerTo(body)).toEqual(said);
      }),
      budgetOf(2000),
    );
  });
});
