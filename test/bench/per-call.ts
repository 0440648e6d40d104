import type { Measure } from './in-turns.ts';

interface PerCallOptions {
  /** Runs before each measurement and does not count. */
  readonly before?: () => unknown;
  /** How long a measurement lasts, in milliseconds. Default 120. */
  readonly lasts?: number;
  /** Milliseconds of a clock. Default: the time that this thread had a processor, whatever else the machine did. */
  readonly now?: () => number;
}

/** Measures the microseconds of a call by as many calls as fill the time; how many that are is found once, at first. */
export function perCall(run: () => unknown, options: PerCallOptions = {}): Measure {
  const { before = () => {}, lasts = 120, now = processorTime } = options;
  let calls = 0;

  const timeOf = async (count: number) => {
    await before();
    const start = now();
    for (let call = 0; call < count; call += 1) {
      const result = run();
      // A call that returns at once must not pay for a wait.
      if (result instanceof Promise) await result;
    }
    return now() - start;
  };
  const enough = async () => {
    // The first calls are of the compiler, and a pause of the collector is none of the calls: the shorter time counts.
    await timeOf(100);
    let count = 1;
    while (Math.min(await timeOf(count), await timeOf(count)) < lasts) count *= 2;
    return count;
  };

  return async () => {
    calls ||= await enough();
    return ((await timeOf(calls)) / calls) * 1000;
  };
}

/** The milliseconds that this thread had a processor. As text, it is a function for a script. */
export function processorTime(): number {
  // Brings the counter of the thread up to date, which otherwise ticks in steps of 4 ms.
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
