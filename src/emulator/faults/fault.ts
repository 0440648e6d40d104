import type { AnswerName, Operation } from '../../rules/index.ts';
import type { Answered } from '../respond.ts';

/**
 * A bad day of the service, for `emulator.plan`: one of `faults`, or one of your own.
 *
 * @example
 * ```ts
 * import { createEmulator, type Fault } from 'external-connection-testkit/emulator';
 *
 * const moved: Fault = {
 *   name: 'moved',
 *   stage: 'instead',
 *   change: () => ({ status: 307, headers: { Location: 'https://graph.microsoft.us/' }, body: undefined }),
 * };
 * const graph = createEmulator();
 * graph.plan(moved);
 * (await graph.fetch('https://graph.microsoft.com/v1.0/external/connections')).status; // 307
 * ```
 */
export interface Fault {
  /** What an exchange calls it. */
  readonly name: string;
  /**
   * `instead`: the request is not looked at, not even its token. `after`: it is processed, what it did stays done,
   * and its answer changes on the way to the client.
   */
  readonly stage: 'instead' | 'after';
  /** The operations that it hits where the plan does not say. Default: every request. */
  readonly on?: readonly Operation[];
  /**
   * The answer that the client gets; pure. It is handed the true answer, which at stage `instead` has status 0 and
   * no body, and a function that makes an error answer of Graph.
   */
  change(answer: Answered, error: ErrorAnswer): Answered;
}

/** An error answer of Graph, by its name in `answers`. */
export type ErrorAnswer = (name: AnswerName, headers?: Readonly<Record<string, string>>) => Answered;

/** For faults after which a client cannot know what became of its request. */
export interface UnclearOptions {
  /** Whether the request was processed all the same, so that a retry of a create meets 409. Default false. */
  readonly processed?: boolean;
}

export function stageOf({ processed = false }: UnclearOptions): Fault['stage'] {
  return processed ? 'after' : 'instead';
}
