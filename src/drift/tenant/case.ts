import type { Evidence, RuleId } from '../../rules/index.ts';
import type { Answer } from './answer.ts';

/** One request of the run, which goes to the tenant and to the kit's own emulator. */
export interface Case {
  /** Says what is asked; no two cases of a run have the same. */
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the collection of connections; empty for the collection itself. */
  readonly path: string;
  /** All but the real token, which goes along where the case is not about the token. */
  readonly headers: Readonly<Record<string, string>>;
  readonly hasToken: boolean;
  readonly text?: string;
  /** What a difference is about: the id of a rule, or a word such as `create`. */
  readonly subject: string;
  readonly rule?: RuleId;
  /** What speaks for the status that the kit answers. */
  readonly evidence: Evidence;
  /** The number of the open question that the status answers. */
  readonly question?: number;
  /** The connection that a create makes, where the client says so. */
  readonly id?: string;
  /** Whether what it creates stays for the cases that follow. Default: it is deleted at once. */
  readonly keeps?: true;
  /** Asks again until the tenant answers with the status that the kit answers, for as long as patience lasts. */
  readonly repeats?: true;
}

/** A request with the answer of the kit and that of the tenant. */
export interface Result {
  readonly of: Case;
  readonly kit: Answer;
  readonly seen: Answer;
  /** Milliseconds until the tenant had said what the kit says, or patience was at its end. */
  readonly waited: number;
}

/** What all cases of a run have in common. */
export interface Run {
  /** An id that no other run gives. */
  id(): string;
  /** The display name of what the run creates: by it, a connection is known to be the run's. */
  readonly name: string;
  /** How each id of the run begins. */
  readonly prefix: string;
}

const idPrefix = 'ectkdrift';
const countDigits = 3;

/** @param seed whole number from 0: tells runs apart that begin in the same millisecond. */
export function createRun(now: Date, seed: number): Run {
  const prefix = `${idPrefix}${now.getTime().toString(36)}${seed.toString(36)}`;
  let count = 0;
  return {
    id() {
      count += 1;
      return `${prefix}${count.toString(36).padStart(countDigits, '0')}`;
    },
    name: `external-connection-testkit drift ${now.toISOString()}`,
    prefix,
  };
}
