import type { Answer, AnswerName } from '../rules/index.ts';
import { answers, ruleOf } from '../rules/index.ts';
import type { ExternalConnection, Violation } from '../schemas/index.ts';
import type { Target } from './target.ts';

/** A connection was created. */
export interface Created {
  readonly connection: ExternalConnection;
  readonly target: Target;
  readonly advisories: readonly Violation[];
}

/** The request is answered with an error. */
export interface Refused {
  readonly answer: Answer;
  readonly violations: readonly Violation[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: string;
}

/** What the service decides about a request. */
export type Outcome = Created | Refused;

/** The answer to a request that breaks rules: that of the first. */
export function refused(...violations: readonly [Violation, ...Violation[]]): Refused {
  return { answer: answers[ruleOf(violations[0].rule).answer], violations };
}

/** An answer that no rule of the request explains. */
export function failed(answer: AnswerName, fault?: string, headers?: Refused['headers']): Refused {
  return { answer: answers[answer], violations: [], ...(headers && { headers }), ...(fault && { fault }) };
}
