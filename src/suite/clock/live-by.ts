import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { replaced } from '../replaced.ts';
import type { Clock } from './create-clock.ts';
import { abortSignalTimeoutOn, promisedTimersOn, Timer, timersOn } from './timers.ts';

/**
 * Lets everything in this process live by a clock: the date, the timers of every kind, `AbortSignal.timeout`,
 * `performance.now` and `process.hrtime`, by whatever way they are imported; not what was copied before, such as
 * `const sleep = promisify(setTimeout)` at the top of a file, for which time passes as it does.
 *
 * @returns puts everything back.
 */
export function liveBy(clock: Clock): () => void {
  const { setTimeout, setInterval } = timersOn(clock);
  const promised = promisedTimersOn(clock);
  Object.defineProperty(setTimeout, promisify.custom, { value: promised.setTimeout });
  const systemNow = performance.now.bind(performance);
  const ours = { setTimeout, setInterval, ...clearing() };
  const putBack = [
    replaced(globalThis, { ...ours, Date: dateOn(clock) }),
    replaced(timers, ours),
    replaced(timersPromises, promised),
    replaced(timersPromises.scheduler, { wait: promised.setTimeout }),
    replaced(AbortSignal, { timeout: abortSignalTimeoutOn(clock) }),
    replaced(performance, { now: () => systemNow() + clock.skipped }),
    replaced(process, { hrtime: hrtimeOn(clock) }),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const undo of putBack) undo();
    syncBuiltinESMExports();
  };
}

/** Also clears the timers of before. */
function clearing() {
  const { clearTimeout, clearInterval } = globalThis;
  const clearer = (clearOther: (timer: never) => void) => (timer: unknown) => {
    if (timer instanceof Timer) timer.close();
    else clearOther(timer as never);
  };
  return { clearTimeout: clearer(clearTimeout), clearInterval: clearer(clearInterval) };
}

function hrtimeOn(clock: Clock): NodeJS.HRTime {
  const second = 1_000_000_000n;
  const { bigint } = process.hrtime;
  const now = () => bigint() + BigInt(Math.round(clock.skipped * 1e6));
  const hrtime = ([seconds, nanoseconds]: [number, number] = [0, 0]): [number, number] => {
    const passed = now() - BigInt(seconds) * second - BigInt(nanoseconds);
    return [Number(passed / second), Number(passed % second)];
  };
  return Object.assign(hrtime, { bigint: now });
}

function dateOn(clock: Clock): DateConstructor {
  return new Proxy(globalThis.Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [clock.now()], newTarget),
    apply: (target) => new target(clock.now()).toString(),
    get: (target, name) => (name === 'now' ? clock.now : Reflect.get(target, name)),
  });
}
