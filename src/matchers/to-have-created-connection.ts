import { asRecord, openQuestions } from '../rules/index.ts';
import {
  type Difference,
  differencesBetween,
  type ExternalConnection,
  externalConnectionSchema,
  showValue,
  toPointer,
} from '../schemas/index.ts';
import { describeReceived, exchangesOf } from './describe-exchanges.ts';
import type { AsymmetricMatch, MatcherResult } from './result.ts';
import { wrongArgument } from './usage-error.ts';

const name = 'toHaveCreatedConnection';

type Shape = typeof externalConnectionSchema.shape;

/** The expected properties of a connection: a value, or an asymmetric matcher of the runner, for each. */
export type ExpectedConnection = { readonly [Name in keyof Shape]?: Expected<ExternalConnection[Name]> };

/** A value, with asymmetric matchers in any place. */
type Expected<Value> =
  | AsymmetricMatch
  | (Value extends readonly (infer Element)[]
      ? readonly Expected<Element>[]
      : Value extends object
        ? { readonly [Key in keyof Value]?: Expected<Value[Key]> }
        : Value);

/** Whether a request created such a connection. */
export function toHaveCreatedConnection(received: unknown, expected: ExpectedConnection): MatcherResult {
  const exchanges = exchangesOf(received, name);
  requireProperties(expected);
  const created = exchanges.flatMap((exchange) => exchange.created ?? []);
  const [nearest] = created
    .map((connection) => ({ connection, differences: differencesFrom(expected, connection) }))
    .toSorted((a, b) => a.differences.length - b.differences.length);
  const wanted = `a connection with ${showExpected(expected)} to be created`;
  if (!nearest)
    return { pass: false, message: () => `Expected ${wanted}, but none was. ${describeReceived(exchanges)}` };
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

function lineOf({ path, expected, actual }: Difference): string {
  const line = `${toPointer(path)}: expected ${showExpected(expected)}, got ${showExpected(actual)}`;
  const question = questions[String(path[0])];
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

/** Only the properties that are expected, so that a diff shows no others. */
function likeExpected(connection: ExternalConnection, expected: ExpectedConnection): object {
  return Object.fromEntries(Object.keys(expected).map((name) => [name, connection[name]]));
}

/**
 * Where a connection differs from the expected one, by the rules of toMatchObject: properties that are not named may have
 * any value, and an asymmetric matcher decides for itself.
 */
function differencesFrom(expected: ExpectedConnection, connection: ExternalConnection): readonly Difference[] {
  const differences = differencesBetween(expected, connection, ({ expected: matcher, actual }) => {
    if (isAsymmetric(matcher)) return matcher.asymmetricMatch(actual);
    return matcher === undefined && actual === undefined ? true : undefined;
  });
  return differences.filter(({ kind }) => kind !== 'added');
}

/** The expected value as JSON in which an asymmetric matcher has its name. */
function showExpected(expected: unknown): string {
  if (expected === undefined) return 'absent';
  return JSON.stringify(expected, (_, value: unknown) => (isAsymmetric(value) ? nameOfMatcher(value) : value));
}

interface NamedMatcher extends AsymmetricMatch {
  toAsymmetricMatcher?(): string;
  readonly sample?: unknown;
}

function isAsymmetric(value: unknown): value is NamedMatcher {
  return typeof asRecord(value)?.asymmetricMatch === 'function';
}

function nameOfMatcher(matcher: NamedMatcher): string {
  return matcher.toAsymmetricMatcher?.() ?? `${matcher} ${showValue(matcher.sample)}`;
}
