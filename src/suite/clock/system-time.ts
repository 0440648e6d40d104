/**
 * The timers and the date as they were when this module was loaded: the suite itself lives by them, while the client
 * lives by the kit's clock.
 */
export const systemTime = {
  now: Date.now,
  // With a type that a user's project knows, too, where the types of Node are not installed.
  setImmediate: globalThis.setImmediate as (callback: () => void) => unknown,
  setTimeout: globalThis.setTimeout,
} as const;

/** Resolves once everything that is ready to run has run, about a millisecond later. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    systemTime.setTimeout(() => systemTime.setImmediate(resolve), 1);
  });
}
