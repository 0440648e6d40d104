import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import type { FakeClock } from './clock.ts';
import { replace } from './replace.ts';

/**
 * Makes everything in this process use a clock: the date, the timers of every kind, `AbortSignal.timeout`,
 * `performance.now` and `process.hrtime`, however they are imported; but not what was copied before, such as
 * `const sleep = promisify(setTimeout)` at the top of a file, for which time passes as it does.
 *
 * @returns restores everything.
 */
export function installClock(clock: FakeClock): () => void {
  const sleep = sleepOn(clock);
  const setTimeout = Object.defineProperty(clock.timers.setTimeout, promisify.custom, { value: sleep });
  const globals = { ...clock.timers, setTimeout };
  const systemNow = performance.now.bind(performance);
  const restore = [
    replace(globalThis, { ...globals, Date: dateOn(clock) }),
    replace(timers, globals),
    replace(timersPromises, { setTimeout: sleep, setInterval: ticksOf(sleep) }),
    replace(timersPromises.scheduler, { wait: (delay: number, options?: Options) => sleep(delay, undefined, options) }),
    replace(AbortSignal, { timeout: abortSignalTimeoutOn(clock) }),
    replace(performance, { now: () => systemNow() + clock.skipped }),
    replace(process, { hrtime: hrtimeOn(clock) }),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  };
}

interface Options {
  readonly signal?: AbortSignal;
}

/** `setTimeout` of `node:timers/promises` on a clock. */
export function sleepOn({ timers }: FakeClock) {
  return <Value>(milliseconds?: number, value?: Value, { signal }: Options = {}): Promise<Value | undefined> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError(signal));
      const timer = timers.setTimeout(() => resolve(value), milliseconds);
      signal?.addEventListener('abort', () => {
        timers.clearTimeout(timer);
        reject(abortError(signal));
      });
    });
}

/** `setInterval` of `node:timers/promises`. */
function ticksOf(sleep: ReturnType<typeof sleepOn>) {
  return async function* ticks<Value>(milliseconds?: number, value?: Value, options?: Options) {
    for (;;) yield await sleep(milliseconds, value, options);
  };
}

function abortError({ reason }: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

function abortSignalTimeoutOn({ timers }: FakeClock) {
  return (milliseconds: number): AbortSignal => {
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    timers.setTimeout(() => controller.abort(reason), milliseconds);
    return controller.signal;
  };
}

function hrtimeOn(clock: FakeClock): NodeJS.HRTime {
  const second = 1_000_000_000n;
  const { bigint } = process.hrtime;
  const now = () => bigint() + BigInt(Math.round(clock.skipped * 1e6));
  const hrtime = ([seconds, nanoseconds]: [number, number] = [0, 0]): [number, number] => {
    const passed = now() - BigInt(seconds) * second - BigInt(nanoseconds);
    return [Number(passed / second), Number(passed % second)];
  };
  return Object.assign(hrtime, { bigint: now });
}

/** Not the date of the library: that one stands still between two ticks, and a client that polls it would hang. */
function dateOn({ now }: FakeClock): DateConstructor {
  return new Proxy(globalThis.Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
