import type { RuleId } from '../../rules/index.ts';
import { type LessonName, lessons } from './lessons.ts';

/** Something that a client does wrong: in one situation, with what it means on the real service. */
export interface Finding {
  /** Names the kind of mistake for ever, such as `pace.tooSoon`. */
  readonly kind: LessonName;
  /** The rule that was broken, of a `sent.rule`. */
  readonly rule?: RuleId;
  /** What is wrong, in one sentence. */
  readonly says: string;
  readonly expected: string;
  readonly seen: string;
  /** Why it matters on the real service. */
  readonly why: string;
  /** How to mend it. */
  readonly fix: string;
  /** Where that is known from. */
  readonly source: string;
}

/** A finding of a kind, with what was expected and seen this time. */
export function findingOf(kind: LessonName, expected: string, seen: string): Finding {
  return { kind, expected, seen, ...lessons[kind] };
}
