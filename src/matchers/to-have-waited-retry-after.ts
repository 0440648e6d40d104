import type { Exchange } from '../emulator/index.ts';
import { sources } from '../rules/index.ts';
import { exchangesOf } from './exchanges-of.ts';
import { wrongArgument, wrongReceived } from './misuse.ts';
import type { MatcherResult } from './result.ts';
import { storyOf } from './story.ts';

const name = 'toHaveWaitedRetryAfter';

/** Whether each retry came as late as the Retry-After before it asked for, and there was one. */
export function toHaveWaitedRetryAfter(received: unknown, ...more: readonly unknown[]): MatcherResult {
  if (more.length > 0) {
    const fix = 'The seconds are those that the answer asked for.';
    throw wrongArgument(name, { given: more[0], takes: 'no argument', fix });
  }
  const exchanges = exchangesOf(received, name);
  const asking = exchanges.filter(({ response }) => 'retry-after' in response.headers);
  if (asking.length === 0) throw nothingToJudge(received);
  const retries = exchanges.filter(({ waited }) => waited);
  const hasty = retries.filter(({ waited }) => waited?.enough === false);
  if (retries.length === 0) return { pass: false, message: () => gaveUp(asking) };
  if (hasty.length > 0) return { pass: false, message: () => cameTooSoon(hasty) };
  return { pass: true, message: () => `Expected a retry that comes too soon, but none did.\n\n${storyOf(retries)}` };
}

function nothingToJudge(given: unknown): TypeError {
  return wrongReceived(name, {
    given,
    takes: 'an emulator that has answered with Retry-After, and this one has not',
    fix: 'Plan it before your client runs: graph.plan(faults.throttled({ retryAfter: 2 })).',
  });
}

function gaveUp(asking: readonly Exchange[]): string {
  return [
    'Expected a retry after the seconds that Retry-After asks for, but the client sent the request once.',
    storyOf(asking),
    fix,
  ].join('\n\n');
}

function cameTooSoon(hasty: readonly Exchange[]): string {
  return ['Expected each retry to wait as long as Retry-After asks, but not all did.', storyOf(hasty), fix].join(
    '\n\n',
  );
}

const fix = [
  'Read the header Retry-After, wait so many seconds (not milliseconds) or until that date, then send the request again.',
  `Source: ${sources.throttlingPage}`,
].join('\n');
