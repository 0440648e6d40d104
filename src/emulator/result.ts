import { type ErrorName, type ErrorResponse, errorResponses, type RuleId, ruleOf } from '../rules/index.ts';
import { type ExternalConnection, type Violation, violationOf } from '../schemas/index.ts';

/** What an operation decided about a request that it accepted. */
export interface Result {
  /** Default: the success of the operation's row. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value in the form that the client asked for; absent where the response has no body. */
  readonly body?: unknown;
  /** Milliseconds until the client has the response. Default 0. */
  readonly delay?: number;
  readonly advisories?: readonly Violation[];
  /** The connection that the request created. */
  readonly created?: ExternalConnection;
}

interface RefusalDetails {
  readonly violations?: readonly Violation[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The name of the fault, where an option of the emulator and no rule caused it. */
  readonly fault?: string;
  /** What the message of the response names, where no violation does. */
  readonly property?: string;
  /** The connection that the request created all the same. */
  readonly created?: ExternalConnection;
}

/** Thrown inside the emulator alone: the request gets an error response. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly response: ErrorResponse;
  readonly details: RefusalDetails;

  constructor(response: ErrorResponse, details: RefusalDetails = {}) {
    super(response.message);
    this.response = response;
    this.details = details;
  }
}

/** The refusal of a request that breaks rules: the first one decides the response. */
export function refusalOf(...violations: readonly [Violation, ...Violation[]]): Refusal {
  return new Refusal(errorResponses[ruleOf(violations[0].rule).error], { violations });
}

/** What a value breaks at the place of a rule, which is the first one of its row. */
export function violationBy(rule: RuleId, value: unknown): Violation {
  const [place = ''] = ruleOf(rule).paths;
  return violationOf(rule, place, value);
}

/** The refusal of a request that breaks a rule at its place. */
export function refusalBy(rule: RuleId, value: unknown): Refusal {
  return refusalOf(violationBy(rule, value));
}

/** @throws Refusal when there is a violation. */
export function refuse([first, ...others]: readonly Violation[]): void {
  if (first) throw refusalOf(first, ...others);
}

/** A refusal that no rule explains. */
export function failureOf(name: ErrorName, details: RefusalDetails = {}): Refusal {
  return new Refusal(errorResponses[name], details);
}
