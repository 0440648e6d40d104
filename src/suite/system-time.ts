const { Date: SystemDate, setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;

/** What the fake clock is made of, as it was when the suite was imported: a test may install fake timers after that. */
export const systemTimers: object = { Date: SystemDate, setTimeout, clearTimeout, setInterval, clearInterval };

/** The timers and the date of then: the suite itself uses them. */
export const systemTime = {
  now: Date.now,
  // With types that a user's project knows where the types of Node are not installed.
  setImmediate: globalThis.setImmediate as (callback: () => void) => unknown,
  setTimeout: globalThis.setTimeout as (callback: () => void, milliseconds: number) => unknown,
} as const;

/** Resolves once everything that is ready to run has run, about a millisecond later. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    systemTime.setTimeout(() => systemTime.setImmediate(resolve), 1);
  });
}
