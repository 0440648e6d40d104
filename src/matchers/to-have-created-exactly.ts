import { exchangesOf } from './exchanges-of.ts';
import { wrongArgument } from './misuse.ts';
import type { MatcherResult } from './result.ts';
import { counted, insteadOf } from './story.ts';

const name = 'toHaveCreatedExactly';

/** Whether the requests created so many connections. */
export function toHaveCreatedExactly(received: unknown, number: number): MatcherResult {
  const exchanges = exchangesOf(received, name);
  if (!Number.isSafeInteger(number) || number < 0) {
    const fix = `For example ${name}(1).`;
    throw wrongArgument(name, { given: number, takes: 'a whole number from 0', fix });
  }
  const ids = exchanges.flatMap(({ created }) => created?.id ?? []);
  const seen = ids.length === 0 ? 'none was' : `there are ${ids.length}: ${ids.join(', ')}`;
  return {
    pass: ids.length === number,
    message: () =>
      ids.length === number
        ? `Expected any number of created connections but ${number}. ${insteadOf(exchanges)}`
        : `Expected ${counted(number, 'connection')} to be created, but ${seen}. ${insteadOf(exchanges)}`,
    actual: ids.length,
    expected: number,
  };
}
