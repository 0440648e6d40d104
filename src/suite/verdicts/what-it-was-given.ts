import { isDeepStrictEqual } from 'node:util';
import { showValue } from '../../schemas/index.ts';
import type { Performance } from '../performance.ts';
import { type Finding, findingOf } from './finding.ts';

/** Whether the client left what it was given as it was. */
export function judgeWhatItWasGiven({ calls }: Performance): Finding[] {
  return calls
    .filter(({ asked, given }) => !isDeepStrictEqual(asked, given))
    .map(({ asked, given }) => findingOf('given.changed', showValue(asked), showValue(given)));
}
