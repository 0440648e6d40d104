import { counted, describeReceived, exchangesOf } from './describe-exchanges.ts';
import type { MatcherResult } from './result.ts';
import { wrongArgument } from './usage-error.ts';

const name = 'toHaveCreatedExactly';

/** Whether the requests created this number of connections. */
export function toHaveCreatedExactly(received: unknown, number: number): MatcherResult {
  const exchanges = exchangesOf(received, name);
  if (!Number.isSafeInteger(number) || number < 0) {
    const fix = `For example ${name}(1).`;
    throw wrongArgument(name, { given: number, takes: 'a whole number from 0', fix });
  }
  const ids = exchanges.flatMap(({ created }) => created?.id ?? []);
  const created = ids.length === 0 ? 'none was' : `${ids.length} were: ${ids.join(', ')}`;
  return {
    pass: ids.length === number,
    message: () =>
      ids.length === number
        ? `Expected another number of created connections than ${number}. ${describeReceived(exchanges)}`
        : `Expected ${counted(number, 'connection')} to be created, but ${created}. ${describeReceived(exchanges)}`,
    actual: ids.length,
    expected: number,
  };
}
