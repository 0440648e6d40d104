import { systemTime } from './system-time.ts';

/** A callback that waits for its time. */
export interface Alarm {
  readonly callback: () => void;
  /** When it is due, in milliseconds since 1970. */
  due: number;
  /** Milliseconds between two calls; undefined where there is only one. */
  readonly every: number | undefined;
}

/** A clock that goes as the system's does, and can skip the time in which nothing happens. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that have been skipped so far. */
  readonly skipped: number;
  /** How many alarms went off; a timer of 0 or 1 milliseconds lets no time pass, and is not counted. */
  readonly waits: number;
  /** Grows whenever an alarm is set, cleared or goes off: who sees it stand still sees that nobody uses the clock. */
  readonly activity: number;
  /** Milliseconds until the next alarm; undefined where none is set. */
  readonly untilNext: number | undefined;
  set(callback: () => void, milliseconds: number, repeats?: boolean): Alarm;
  clear(alarm: Alarm): void;
  /** Lets the alarm that is due for the longest time go off; false where none is due. */
  ring(): boolean;
  /** Skips the time until the next alarm, which is due then. */
  skip(): void;
}

/** The longest delay of a timer in Node; a longer one becomes 1. */
const longestDelay = 2 ** 31 - 1;

/**
 * A clock that goes as the system's does, so that whoever waits by other means is still timed rightly, and skips
 * ahead on demand. Not @sinonjs/fake-timers: its clocks either stand still or jump after each turn of the event loop,
 * which would let a time-out strike while an answer is on its way.
 */
export function createClock(): Clock {
  const alarms = new Set<Alarm>();
  let skipped = 0;
  let waits = 0;
  let activity = 0;
  const now = () => systemTime.now() + skipped;
  // A Set keeps the order in which alarms were set, and so do alarms of the same time.
  const next = () =>
    [...alarms].reduce<Alarm | undefined>((first, one) => (first && first.due <= one.due ? first : one), undefined);

  return {
    now,
    get skipped() {
      return skipped;
    },
    get waits() {
      return waits;
    },
    get activity() {
      return activity;
    },
    get untilNext() {
      const alarm = next();
      return alarm && Math.max(0, alarm.due - now());
    },
    set(callback, milliseconds, repeats = false) {
      const delay = milliseconds >= 1 && milliseconds <= longestDelay ? Number(milliseconds) : 1;
      const alarm = { callback, due: now() + delay, every: repeats ? delay : undefined };
      alarms.add(alarm);
      activity += 1;
      if (delay > 1) waits += 1;
      return alarm;
    },
    clear(alarm) {
      if (alarms.delete(alarm)) activity += 1;
    },
    ring() {
      const alarm = next();
      if (!alarm || alarm.due > now()) return false;
      activity += 1;
      alarms.delete(alarm);
      if (alarm.every !== undefined) {
        alarm.due = now() + alarm.every;
        alarms.add(alarm);
      }
      alarm.callback();
      return true;
    },
    skip() {
      skipped += this.untilNext ?? 0;
    },
  };
}
