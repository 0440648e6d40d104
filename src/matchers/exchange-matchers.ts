import { isRefused } from '../emulator/exchange.ts';
import type { FaultPlan } from '../emulator/index.ts';
import { openQuestions, sources } from '../rules/index.ts';
import {
  type Difference,
  type ExternalConnection,
  externalConnectionSchema,
  option,
  reader,
  readOptions,
} from '../schemas/index.ts';
import { describeDifference, type Expected, resultOfSearch, showExpected } from './expected.ts';
import {
  describeExchanges,
  describeReceived,
  emulatorOf,
  exchangesOf,
  type MatcherResult,
  requireNoArgument,
  requireProperties,
  resultOf,
  withCount,
  wrongArgument,
  wrongReceived,
} from './received.ts';

type ConnectionShape = ReturnType<typeof externalConnectionSchema>['shape'];

/** The expected properties of a connection: a value, or an asymmetric matcher of the runner, for each. */
export type ExpectedConnection = { readonly [Name in keyof ConnectionShape]?: Expected<ExternalConnection[Name]> };

/** Whether a request created such a connection. */
export function toHaveCreatedConnection(received: unknown, expected: ExpectedConnection): MatcherResult {
  const exchanges = exchangesOf(received, 'toHaveCreatedConnection');
  const properties = Object.keys(externalConnectionSchema(reader).shape);
  const example = `For example toHaveCreatedConnection({ id: 'contosohr' }); for any connection, toHaveCreatedExactly(1).`;
  requireProperties('toHaveCreatedConnection', expected, ['a connection', properties], example);
  const created = exchanges.flatMap((exchange) => exchange.created ?? []);
  const wanted = `connection with ${showExpected(expected)} to be created`;
  return resultOfSearch(expected, created, {
    whenFailed: `Expected a ${wanted}, but`,
    whenPassed: `Expected no ${wanted}, but one was`,
    none: () => `none was. ${describeReceived(exchanges)}`,
    theOnly: (id) => `the one that was created, ${id},`,
    all: `the ${created.length} that were created`,
    lineOf,
  });
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

/** Whether the requests created this number of connections. */
export function toHaveCreatedExactly(received: unknown, number: number): MatcherResult {
  const exchanges = exchangesOf(received, 'toHaveCreatedExactly');
  if (!Number.isSafeInteger(number) || number < 0) {
    const fix = `For example toHaveCreatedExactly(1).`;
    throw wrongArgument('toHaveCreatedExactly', { given: number, takes: 'a whole number from 0', fix });
  }
  const ids = exchanges.flatMap(({ created }) => created?.id ?? []);
  const created = ids.length === 0 ? 'none was' : `${ids.length} were: ${ids.join(', ')}`;
  const result = resultOf(
    ids.length === number,
    () => `Expected another number of created connections than ${number}. ${describeReceived(exchanges)}`,
    () => `Expected ${withCount(number, 'connection')} to be created, but ${created}. ${describeReceived(exchanges)}`,
  );
  return { ...result, actual: ids.length, expected: number };
}

/** Whether there was a retry, and each waited as long as the Retry-After before it asked. */
export function toHaveWaitedRetryAfter(received: unknown, ...more: readonly unknown[]): MatcherResult {
  requireNoArgument('toHaveWaitedRetryAfter', more, 'The seconds are those of the header Retry-After.');
  const exchanges = exchangesOf(received, 'toHaveWaitedRetryAfter');
  const asking = exchanges.filter(({ response }) => 'retry-after' in response.headers);
  if (asking.length === 0) throw noRetryAfter(received);
  const retries = exchanges.filter(({ waited }) => waited);
  const early = retries.filter(({ waited }) => waited?.enough === false);
  const [problem, shown] =
    retries.length === 0
      ? ['Expected a retry after the seconds of Retry-After, but the client sent the request once.', asking]
      : ['Expected each retry to wait as long as Retry-After asks, but at least one did not.', early];
  return resultOf(
    retries.length > 0 && early.length === 0,
    () => `Expected a retry that is too early, but there was none.\n\n${describeExchanges(retries)}`,
    () => [problem, describeExchanges(shown), fix].join('\n\n'),
  );
}

function noRetryAfter(given: unknown): TypeError {
  return wrongReceived('toHaveWaitedRetryAfter', {
    given,
    takes: 'an emulator that has sent a response with Retry-After, and this one has not',
    fix: 'Plan it before your client runs: graph.plan(faults.throttled({ retryAfter: 2 })).',
  });
}

const fix = [
  'Read the header Retry-After, wait for that number of seconds (not milliseconds) or until that date, then send the request again.',
  `Source: ${sources.throttlingPage}`,
].join('\n');

/** The options of `toHaveNoViolations`. */
export interface NoViolationsOptions {
  /** Whether advisories count too: what the live service refuses or ignores, and profile documented accepts. Default false. */
  readonly advisories?: boolean;
}

const shape = { advisories: option.flag() };

/** Whether no request broke a rule. */
export function toHaveNoViolations(received: unknown, options: NoViolationsOptions = {}): MatcherResult {
  const exchanges = exchangesOf(received, 'toHaveNoViolations');
  const { advisories } = readOptions('toHaveNoViolations', shape, options);
  const wrong = exchanges.filter((exchange) => isRefused(exchange) || (advisories && exchange.advisories.length > 0));
  return resultOf(
    wrong.length === 0,
    () => `Expected a request that breaks a rule, but ${withCount(exchanges.length, 'request')} broke none.`,
    () =>
      `Expected no request to break a rule, but ${wrong.length} of ${exchanges.length} did:\n\n${describeExchanges(wrong)}`,
  );
}

/** Whether requests used up every planned fault. */
export function toHaveUsedEveryFault(received: unknown): MatcherResult {
  const { unusedFaults } = emulatorOf(received, 'toHaveUsedEveryFault');
  return resultOf(
    unusedFaults.length === 0,
    () => 'Expected a planned fault that no request used up, but there is none.',
    () =>
      `Expected requests to use up every planned fault, but these are left:\n\n${unusedFaults.map(describePlan).join('\n')}`,
  );
}

function describePlan({ fault, times, on, used }: FaultPlan): string {
  const more = Number.isFinite(times) ? withCount(times, 'more request') : 'every request';
  return `${fault}, for ${more}${on ? ` of ${on.join(', ')}` : ''}; used ${withCount(used, 'time')}`;
}
