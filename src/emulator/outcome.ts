import { type Answer, type AnswerName, answers, ruleOf } from '../rules/index.ts';
import type { ExternalConnection, Violation } from '../schemas/index.ts';
import type { Representation } from './represent.ts';

/** The request is done, or accepted. */
export interface Done {
  /** 0 where nobody answers. */
  readonly status: number;
  /** Milliseconds until the client has the answer. Default 0. */
  readonly delay?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body in the form that the client asked for; without it, the answer has none. */
  readonly body?: (how: Representation) => unknown;
  readonly advisories?: readonly Violation[];
  /** The connection that the request created. */
  readonly created?: ExternalConnection;
}

/** The request is answered with an error. */
export interface Refused {
  readonly answer: Answer;
  readonly violations: readonly Violation[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: string;
  /** The word that the sentence of the answer names, where no violation tells it. */
  readonly property?: string;
  /** The connection that the request created all the same. */
  readonly created?: ExternalConnection;
}

/** What the service decides about a request. */
export type Outcome = Done | Refused;

/** The answer to a request that breaks rules: that of the first. */
export function refused(...violations: readonly [Violation, ...Violation[]]): Refused {
  return { answer: answers[ruleOf(violations[0].rule).answer], violations };
}

/** An answer that no rule explains. */
export function failed(answer: AnswerName, more: Partial<Omit<Refused, 'answer'>> = {}): Refused {
  return { answer: answers[answer], violations: [], ...more };
}
