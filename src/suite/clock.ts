import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { replaceEach } from './capture.ts';
import { systemTime } from './system-time.ts';

/** The time that a client lives by: it runs on with the system's, and can skip the time in which nothing happens. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** How many timers of more than a millisecond were set. */
  readonly timersSet: number;
  /** Counts timers that were set, cleared or fired; unchanged means that nothing uses the clock. */
  readonly activity: number;
  readonly hasTimers: boolean;
  /** How many time-outs the client waits for in real time. */
  readonly realTimers: number;
  /** Fires the timers that are due; throws what a callback throws. */
  fireDue(): void;
  /** Skips to the next timer, by at least so many milliseconds, and fires it; throws what its callback throws. */
  skip(leastMilliseconds?: number): void;
}

/**
 * The clock of clients that live by the system's time.
 *
 * @param timers the count of their time-outs, where they run in this process.
 */
export function createSystemClock(timers?: TimerCount): Clock {
  return {
    now: systemTime.now,
    timersSet: 0,
    activity: 0,
    hasTimers: false,
    get realTimers() {
      return timers?.pending ?? 0;
    },
    fireDue() {},
    skip() {},
  };
}

type TimerCallback = (...args: unknown[]) => void;

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
  const counted = (callback: TimerCallback, milliseconds?: number, ...args: unknown[]) => {
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
  const stop = replaceEach([globalThis, globals], [timers, globals], [timersPromises, { setTimeout: countedSleep }]);
  return {
    get pending() {
      return pending.size;
    },
    stop,
  };
}
