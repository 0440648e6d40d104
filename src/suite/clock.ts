import { withGlobal } from '@sinonjs/fake-timers';

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

/** A clock, and the functions that set its timers. */
export interface FakeClock extends Clock {
  /** Milliseconds that were skipped so far. */
  readonly skipped: number;
  readonly timers: {
    readonly setTimeout: SetTimer;
    readonly setInterval: SetTimer;
    readonly clearTimeout: (timer: unknown) => void;
    readonly clearInterval: (timer: unknown) => void;
  };
}

type SetTimer = (callback: () => void, milliseconds?: number, ...args: unknown[]) => unknown;

/** The timers and the date as they were when this module was loaded: the suite itself uses them. */
export const systemTime = {
  now: Date.now,
  // With a type that a user's project knows where the types of Node are not installed.
  setImmediate: globalThis.setImmediate as (callback: () => void) => unknown,
  setTimeout: globalThis.setTimeout,
} as const;

const { Date: SystemDate, setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;

/** Resolves once everything that is ready to run has run, about a millisecond later. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    systemTime.setTimeout(() => systemTime.setImmediate(resolve), 1);
  });
}

/** The clock of clients that live by the system's time. */
export function createSystemClock(timers: { readonly pending: number }): Clock {
  return {
    now: systemTime.now,
    timersSet: 0,
    activity: 0,
    hasTimers: false,
    get realTimers() {
      return timers.pending;
    },
    fireDue() {},
    skip() {},
  };
}

/** A clock that runs on with the system's, so that a client that waits by other means is timed rightly too. */
export function createFakeClock(): FakeClock {
  // The functions are installed on an object of our own: where a user has fake timers already, the library refuses the
  // global object.
  const own = { Date: SystemDate, setTimeout, clearTimeout, setInterval, clearInterval };
  const fake = withGlobal(own as never).install({
    now: systemTime.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    shouldClearNativeTimers: true,
  });
  let systemAtFake = systemTime.now();
  let skipped = 0;
  let timersSet = 0;
  let activity = 0;
  /** Milliseconds by which the system's time has run ahead of the library's. */
  const lag = () => Math.max(0, systemTime.now() - systemAtFake);
  const set =
    (start: typeof fake.setTimeout, least: number): SetTimer =>
    (callback, milliseconds, ...args) => {
      if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.');
      const delay = Math.max(Number(milliseconds) || 0, least);
      activity += 1;
      if (delay > 1) timersSet += 1;
      return start(callback, delay + (least > 0 ? 0 : lag()), ...args);
    };
  const clear = (stop: typeof fake.clearTimeout) => (timer: unknown) => {
    activity += 1;
    stop(timer as never);
  };

  return {
    now: () => fake.now + lag(),
    get skipped() {
      return skipped;
    },
    get timersSet() {
      return timersSet;
    },
    get activity() {
      return activity;
    },
    get hasTimers() {
      return fake.countTimers() > 0;
    },
    realTimers: 0,
    fireDue() {
      const passed = lag();
      systemAtFake += passed;
      // Sets the library's time before it fires, whatever the callbacks throw.
      if (passed > 0) fake.tick(passed);
    },
    skip(leastMilliseconds = 0) {
      this.fireDue();
      const before = fake.now;
      activity += 1;
      try {
        fake.next();
      } finally {
        skipped += fake.now - before;
      }
      const rest = leastMilliseconds - (fake.now - before);
      if (rest <= 0) return;
      skipped += rest;
      fake.tick(rest);
    },
    timers: {
      setTimeout: set(fake.setTimeout, 0),
      // An interval of 0 would never let the library's time pass.
      setInterval: set(fake.setInterval, 1),
      clearTimeout: clear(fake.clearTimeout),
      clearInterval: clear(fake.clearInterval),
    },
  };
}
