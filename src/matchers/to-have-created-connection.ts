import { asRecord, openQuestions } from '../rules/index.ts';
import { type Difference, type ExternalConnection, externalConnectionSchema, showValue } from '../schemas/index.ts';
import { describeReceived, exchangesOf } from './describe-exchanges.ts';
import { describeDifference, type Expected, likeExpected, nearestTo, showExpected } from './expected.ts';
import type { MatcherResult } from './result.ts';
import { wrongArgument } from './usage-error.ts';

const name = 'toHaveCreatedConnection';

type Shape = typeof externalConnectionSchema.shape;

/** The expected properties of a connection: a value, or an asymmetric matcher of the runner, for each. */
export type ExpectedConnection = { readonly [Name in keyof Shape]?: Expected<ExternalConnection[Name]> };

/** Whether a request created such a connection. */
export function toHaveCreatedConnection(received: unknown, expected: ExpectedConnection): MatcherResult {
  const exchanges = exchangesOf(received, name);
  requireProperties(expected);
  const created = exchanges.flatMap((exchange) => exchange.created ?? []);
  const nearest = nearestTo(expected, created);
  const wanted = `a connection with ${showExpected(expected)} to be created`;
  if (!nearest)
    return { pass: false, message: () => `Expected ${wanted}, but none was. ${describeReceived(exchanges)}` };
  const { value: connection, differences } = nearest;
  if (differences.length === 0) {
    return { pass: true, message: () => `Expected no ${wanted.slice(2)}, but one was: ${showValue(connection)}` };
  }
  return {
    pass: false,
    message: () => `Expected ${wanted}, but ${comparison(created, connection)}:\n${differences.map(lineOf).join('\n')}`,
    actual: likeExpected(connection, expected),
    expected,
  };
}

function requireProperties(expected: unknown): void {
  const names = Object.keys(asRecord(expected) ?? {});
  if (names.length > 0 && names.every((name) => Object.hasOwn(externalConnectionSchema.shape, name))) return;
  throw wrongArgument(name, {
    given: expected,
    takes: `properties of a connection: ${Object.keys(externalConnectionSchema.shape).join(', ')}`,
    fix: `For example ${name}({ id: 'contosohr' }); for any connection, toHaveCreatedExactly(1).`,
  });
}

function comparison(created: readonly ExternalConnection[], { id }: ExternalConnection): string {
  if (created.length === 1) return `the one that was created, ${id}, differs`;
  return `of the ${created.length} that were created the most similar, ${id}, differs`;
}

function lineOf(difference: Difference): string {
  const line = describeDifference(difference);
  const question = questions[String(difference.path[0])];
  return question ? `${line}\n  Decided by the service: ${question.choice}` : line;
}

/** The properties for which the service stores another value than the client sent. */
const questions: Readonly<Record<string, { readonly choice: string }>> = {
  configuration: openQuestions.callerAppId,
  contentCategory: openQuestions.contentCategoryAfterCreate,
  enabledContentExperiences: openQuestions.experiencesAsArray,
  ingestedItemsCount: openQuestions.rejectReadOnly,
  state: openQuestions.rejectReadOnly,
};
