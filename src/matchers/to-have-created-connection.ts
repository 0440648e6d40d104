import { openQuestions } from '../rules/index.ts';
import { type ExternalConnection, externalConnectionSchema, fromPointer, showValue } from '../schemas/index.ts';
import { type Difference, differencesFrom, showExpected } from './differences.ts';
import { exchangesOf } from './exchanges-of.ts';
import { wrongArgument } from './misuse.ts';
import type { MatcherResult } from './result.ts';
import { insteadOf } from './story.ts';

const name = 'toHaveCreatedConnection';

/** What a connection must hold: a value, or an asymmetric matcher of the runner, for each member that matters. */
export type ExpectedConnection = { readonly [Member in keyof typeof externalConnectionSchema.shape]?: unknown };

/** Whether a request created a connection like that. */
export function toHaveCreatedConnection(received: unknown, expected: ExpectedConnection): MatcherResult {
  const exchanges = exchangesOf(received, name);
  requireMembers(expected);
  const created = exchanges.flatMap((exchange) => exchange.created ?? []);
  const [nearest] = created
    .map((connection) => ({ connection, differences: differencesFrom(expected, connection) }))
    .toSorted((a, b) => a.differences.length - b.differences.length);
  const wanted = `a connection with ${showExpected(expected)} to be created`;
  if (!nearest) return { pass: false, message: () => `Expected ${wanted}, but none was. ${insteadOf(exchanges)}` };
  const { connection, differences } = nearest;
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

function requireMembers(expected: unknown): void {
  const isObject = typeof expected === 'object' && expected !== null && !Array.isArray(expected);
  const unknown = Object.keys(Object(expected)).find((key) => !Object.hasOwn(externalConnectionSchema.shape, key));
  if (isObject && unknown === undefined && Object.keys(expected).length > 0) return;
  throw wrongArgument(name, {
    given: expected,
    takes: `members of a connection: ${Object.keys(externalConnectionSchema.shape).join(', ')}`,
    fix: `For example ${name}({ id: 'contosohr' }); for any connection at all, toHaveCreatedExactly(1).`,
  });
}

function comparison(created: readonly ExternalConnection[], { id }: ExternalConnection): string {
  if (created.length === 1) return `the one that was, ${id}, differs`;
  return `of the ${created.length} that were, even the most similar, ${id}, differs`;
}

function lineOf({ path, expected, actual }: Difference): string {
  const line = `${path} is expected to be ${showExpected(expected)}, and is ${showExpected(actual)}.`;
  const question = questions[fromPointer(path)[0] ?? ''];
  return question ? `${line}\n  The service has its say here: ${question.answers}` : line;
}

/** Where the service stores something else than what was sent. */
const questions: Readonly<Record<string, { readonly answers: string }>> = {
  configuration: openQuestions.callerAppId,
  contentCategory: openQuestions.contentCategoryAfterCreate,
  enabledContentExperiences: openQuestions.experiencesAsArray,
  ingestedItemsCount: openQuestions.rejectReadOnly,
  state: openQuestions.rejectReadOnly,
};

/** The members alone that are expected, so that a diff shows no others. */
function likeExpected(connection: ExternalConnection, expected: ExpectedConnection): object {
  return Object.fromEntries(Object.keys(expected).map((member) => [member, connection[member]]));
}
