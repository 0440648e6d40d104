/** The verdicts on a performance: what was sent, when, how it ended, and what leaked. */
import type { Performance } from '../performance.ts';
import type { Finding } from './finding.ts';
import { judgeHowItEnded } from './how-it-ended.ts';
import { judgeWhatItLeaked } from './what-it-leaked.ts';
import { judgeWhatItWasGiven } from './what-it-was-given.ts';
import { judgeWhatWasSent } from './what-was-sent.ts';
import { judgeWhenItWasSent } from './when-it-was-sent.ts';

export type { Finding } from './finding.ts';
export type { LessonName } from './lessons.ts';
export { stringsIn } from './strings-in.ts';
export { libraryLeakOf } from './what-it-leaked.ts';

/** Everything that a client did wrong, the cause in front of its consequences. */
export function judge(performance: Performance): readonly Finding[] {
  const before = [
    ...judgeWhatWasSent(performance),
    ...judgeWhatItWasGiven(performance),
    ...judgeWhenItWasSent(performance),
    ...judgeWhatItLeaked(performance),
    ...judgeHowItEnded(performance),
  ];
  // The same mistake in each of several tries is told once.
  return before.filter((one, index) => before.findIndex((other) => isSame(one, other)) === index);
}

function isSame(one: Finding, other: Finding): boolean {
  return one.kind === other.kind && one.seen === other.seen;
}
