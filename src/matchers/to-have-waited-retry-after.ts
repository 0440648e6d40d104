import type { Exchange } from '../emulator/index.ts';
import { sources } from '../rules/index.ts';
import { describeExchanges, exchangesOf } from './describe-exchanges.ts';
import type { MatcherResult } from './result.ts';
import { wrongArgument, wrongReceived } from './usage-error.ts';

const name = 'toHaveWaitedRetryAfter';

/** Whether there was a retry, and each waited as long as the Retry-After before it asked. */
export function toHaveWaitedRetryAfter(received: unknown, ...more: readonly unknown[]): MatcherResult {
  if (more.length > 0) {
    const fix = 'The seconds are those of the header Retry-After.';
    throw wrongArgument(name, { given: more[0], takes: 'no argument', fix });
  }
  const exchanges = exchangesOf(received, name);
  const asking = exchanges.filter(({ response }) => 'retry-after' in response.headers);
  if (asking.length === 0) throw noRetryAfter(received);
  const retries = exchanges.filter(({ waited }) => waited);
  const early = retries.filter(({ waited }) => waited?.enough === false);
  if (retries.length === 0) return { pass: false, message: () => gaveUp(asking) };
  if (early.length > 0) return { pass: false, message: () => tooEarly(early) };
  return {
    pass: true,
    message: () => `Expected a retry that is too early, but there was none.\n\n${describeExchanges(retries)}`,
  };
}

function noRetryAfter(given: unknown): TypeError {
  return wrongReceived(name, {
    given,
    takes: 'an emulator that has sent a response with Retry-After, and this one has not',
    fix: 'Plan it before your client runs: graph.plan(faults.throttled({ retryAfter: 2 })).',
  });
}

function gaveUp(asking: readonly Exchange[]): string {
  return [
    'Expected a retry after the seconds of Retry-After, but the client sent the request once.',
    describeExchanges(asking),
    fix,
  ].join('\n\n');
}

function tooEarly(early: readonly Exchange[]): string {
  return [
    'Expected each retry to wait as long as Retry-After asks, but at least one did not.',
    describeExchanges(early),
    fix,
  ].join('\n\n');
}

const fix = [
  'Read the header Retry-After, wait for that number of seconds (not milliseconds) or until that date, then send the request again.',
  `Source: ${sources.throttlingPage}`,
].join('\n');
