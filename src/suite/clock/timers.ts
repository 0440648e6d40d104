// Symbol.dispose, for users whose lib does not have it yet.
/// <reference lib="esnext.disposable" preserve="true" />

import type { Alarm, Clock } from './create-clock.ts';

type Callback = (...args: unknown[]) => void;

/** What setTimeout and setInterval return, as Node's does. */
export class Timer {
  readonly #clock: Clock;
  readonly #start: () => Alarm;
  #alarm: Alarm;

  constructor(clock: Clock, start: () => Alarm) {
    this.#clock = clock;
    this.#start = start;
    this.#alarm = start();
  }

  close(): this {
    this.#clock.clear(this.#alarm);
    return this;
  }

  refresh(): this {
    this.close();
    this.#alarm = this.#start();
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** `setTimeout` and its like on a clock. */
export function timersOn(clock: Clock) {
  const starter =
    (repeats: boolean) =>
    (callback: Callback, milliseconds?: number, ...args: unknown[]) => {
      if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.');
      return new Timer(clock, () => clock.set(() => callback(...args), Number(milliseconds), repeats));
    };
  return { setTimeout: starter(false), setInterval: starter(true) };
}

/** The functions of `node:timers/promises` on a clock. */
export function promisedTimersOn(clock: Clock) {
  const sleep = <Value>(milliseconds?: number, value?: Value, { signal }: Options = {}): Promise<Value | undefined> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError(signal));
      const alarm = clock.set(() => resolve(value), Number(milliseconds));
      signal?.addEventListener('abort', () => {
        clock.clear(alarm);
        reject(abortError(signal));
      });
    });
  async function* tick<Value>(milliseconds?: number, value?: Value, options?: Options) {
    for (;;) yield await sleep(milliseconds, value, options);
  }
  return { setTimeout: sleep, setInterval: tick };
}

/** `AbortSignal.timeout` on a clock. */
export function abortSignalTimeoutOn(clock: Clock) {
  return (milliseconds: number): AbortSignal => {
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    clock.set(() => controller.abort(reason), milliseconds);
    return controller.signal;
  };
}

interface Options {
  readonly signal?: AbortSignal;
}

function abortError({ reason }: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}
