import type { Emulator, Exchange } from '../emulator/index.ts';
import { wrongReceived } from './misuse.ts';
import { isPromise } from './name-of.ts';

/** What a matcher about requests looks at: an emulator, or exchanges of one. */
export type Witness = Pick<Emulator, 'exchanges'> | readonly Exchange[];

/**
 * The exchanges of what a matcher received.
 *
 * @throws TypeError when it is neither an emulator nor its exchanges.
 */
export function exchangesOf(received: unknown, matcher: string): readonly Exchange[] {
  const exchanges = isObject(received) && 'exchanges' in received ? received.exchanges : received;
  if (Array.isArray(exchanges) && exchanges.every(isExchange)) return exchanges;
  throw wrongReceived(matcher, {
    given: received,
    takes: 'an emulator, or the exchanges of one',
    fix: isPromise(received)
      ? 'Await it first, and give the emulator behind your client to expect(…).'
      : 'Give it what createEmulator() or useEmulator() returned: expect(graph).',
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isExchange(value: unknown): value is Exchange {
  return isObject(value) && 'request' in value && 'response' in value && 'violations' in value;
}
