import { requireWholeNumber } from '../../schemas/index.ts';
import type { Answered } from '../respond.ts';
import { type Fault, stageOf, type UnclearOptions } from './fault.ts';

export interface SlowOptions {
  /** How much later, a whole number from 0. */
  readonly milliseconds: number;
}

const noAnswer: Answered = { status: 0, headers: {}, body: undefined };

/**
 * No answer: the connection is lost. A fetch behind MSW fails; `emulator.fetch` resolves with `Response.error()`.
 * In a batch the whole batch is lost, for its parts share the connection.
 */
export function connectionReset(options: UnclearOptions = {}): Fault {
  return { name: 'connectionReset', stage: stageOf(options), change: () => noAnswer };
}

/**
 * No answer, ever: until `reset()`, or until the signal of the request aborts; then the connection is lost. It keeps
 * no process alive.
 */
export function hang(options: UnclearOptions = {}): Fault {
  return {
    name: 'hang',
    stage: stageOf(options),
    change: () => ({ ...noAnswer, delay: Number.POSITIVE_INFINITY }),
  };
}

/**
 * The true answer, later. The request is processed at once, so a client that gives up has done what it asked for.
 * The time is that of the option `sleep` of the emulator.
 *
 * @throws TypeError naming milliseconds when it is no whole number from 0.
 */
export function slow({ milliseconds }: SlowOptions): Fault {
  requireWholeNumber('milliseconds', milliseconds, 0);
  return { name: 'slow', stage: 'after', change: (answer) => ({ ...answer, delay: milliseconds }) };
}
