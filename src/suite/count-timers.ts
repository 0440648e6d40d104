import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { replace } from './replace.ts';

type Callback = (...args: unknown[]) => void;

interface TimerCount {
  /** How many time-outs are pending that were set since. */
  readonly pending: number;
  /** Restores everything. */
  stop(): void;
}

/** Counts the time-outs that are set from now on, where waiting takes real time. Intervals do not end, and do not count. */
export function countTimers(): TimerCount {
  const pending = new Set<unknown>();
  const { setTimeout, clearTimeout } = globalThis;
  const counted = (callback: Callback, milliseconds?: number, ...args: unknown[]) => {
    const fire = (...given: unknown[]) => {
      pending.delete(timer);
      callback(...given);
    };
    const timer = setTimeout(fire, milliseconds, ...args);
    pending.add(timer);
    return timer;
  };
  const clear = (timer: Parameters<typeof clearTimeout>[0]) => {
    pending.delete(timer);
    clearTimeout(timer);
  };
  const { setTimeout: sleep } = timersPromises;
  const countedSleep = (...args: Parameters<typeof sleep>) => {
    const sleeping = sleep(...args);
    pending.add(sleeping);
    const end = () => pending.delete(sleeping);
    sleeping.then(end, end);
    return sleeping;
  };
  const globals = {
    setTimeout: Object.defineProperty(counted, promisify.custom, { value: countedSleep }),
    clearTimeout: clear,
  };
  const restore = [
    replace(globalThis, globals),
    replace(timers, globals),
    replace(timersPromises, { setTimeout: countedSleep }),
  ];
  syncBuiltinESMExports();
  return {
    get pending() {
      return pending.size;
    },
    stop() {
      for (const undo of restore) undo();
      syncBuiltinESMExports();
    },
  };
}
