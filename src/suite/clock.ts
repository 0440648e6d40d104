import { createHook } from 'node:async_hooks';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { withGlobal } from '@sinonjs/fake-timers';
import type { Replacement } from './capture.ts';
import { systemTime, systemTimers } from './system-time.ts';

/** The time that a client lives by: it runs on with the system's, and can skip the time in which nothing happens. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** How many timers of more than a millisecond were set. */
  readonly timersSet: number;
  /** Counts timers that were set, cleared or fired; unchanged means that nothing uses the clock. */
  readonly activity: number;
  readonly hasTimers: boolean;
  /** How many time-outs and threads the client waits for in real time. */
  readonly realTimers: number;
  /** Fires the timers that are due; throws what a callback throws. */
  fireDue(): void;
  /** Skips to the next timer, by at least so many milliseconds, and fires it; throws what its callback throws. */
  skip(leastMilliseconds?: number): void;
}

/** The clock of clients that live by the system's time. */
export const systemClock = {
  now: systemTime.now,
  timersSet: 0,
  activity: 0,
  hasTimers: false,
  realTimers: 0,
  fireDue() {},
  skip() {},
  stop() {},
} satisfies Clock & Record<string, unknown>;

/**
 * The same for a client in this process: counts the time-outs that are set until it is stopped, by whatever copy of
 * setTimeout, and the threads that are started. Intervals do not end, and do not count.
 */
export function createCountingClock(): typeof systemClock {
  const pending = new Map<number, { hasRef(): boolean }>();
  const hook = createHook({
    init(id, type, _, resource) {
      const isTimeout = type === 'Timeout' && Reflect.get(resource, '_repeat') === null;
      if (isTimeout || type === 'WORKER') pending.set(id, resource as { hasRef(): boolean });
    },
    destroy(id) {
      pending.delete(id);
    },
  }).enable();
  systemTime.setTimeout(() => {}, 0);
  const areSeen = pending.size > 0;
  return {
    ...systemClock,
    /** 1 where the runtime does not report them, as Bun, so that the client is waited for. */
    get realTimers(): number {
      if (!areSeen) return 1;
      return [...pending.values()].filter((timer) => timer.hasRef()).length;
    },
    stop: () => void hook.disable(),
  };
}

type FakeClock = ReturnType<typeof createFakeClock>;

type SetTimer = (callback: () => void, milliseconds?: number, ...args: unknown[]) => unknown;

/** A clock that runs on with the system's, so that a client that waits by other means is timed rightly too. */
export function createFakeClock() {
  // Installed on an object of our own: where a user has fake timers already, the library refuses the global object.
  const fake = withGlobal({ ...systemTimers } as never).install({
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
    /** Milliseconds that were skipped so far. */
    get skipped(): number {
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
  } satisfies Clock & Record<string, unknown>;
}

/**
 * What makes everything in this process use a clock: the date, the timers of every kind, `AbortSignal.timeout`,
 * `performance.now` and `process.hrtime`, however they are imported; but not what was copied before, such as
 * `const sleep = promisify(setTimeout)` at the top of a file, for which time passes as it does.
 */
export function clockReplacements(clock: FakeClock): Replacement[] {
  const sleep = sleepOn(clock);
  Object.defineProperty(clock.timers.setTimeout, promisify.custom, { value: sleep });
  const systemNow = performance.now.bind(performance);
  return [
    [globalThis, { ...clock.timers, Date: dateOn(clock) }],
    [timers, clock.timers],
    [timersPromises, { setTimeout: sleep, setInterval: ticksOf(sleep) }],
    [timersPromises.scheduler, { wait: (delay: number, options?: Options) => sleep(delay, undefined, options) }],
    [AbortSignal, { timeout: abortSignalTimeoutOn(clock) }],
    [performance, { now: () => systemNow() + clock.skipped }],
    [process, { hrtime: hrtimeOn(clock) }],
  ];
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
