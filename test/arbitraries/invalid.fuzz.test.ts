import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';
import { kinds } from './invalid-kinds.ts';
import { responsesTo } from './response-to.ts';

describe.for(kinds)('bodies that break a rule: $operation, $where', ({ operation, arbitrary, context }) => {
  test('get the status, code, rule and path that they name', timeoutOf(300_000), async () => {
    const responseTo = responsesTo(operation, context);

    await fc.assert(
      fc.asyncProperty(arbitrary(context), async ({ body, ...expected }) => {
        expect(await responseTo(body)).toEqual(expected);
      }),
      budgetOf(2000),
    );
  });
});
