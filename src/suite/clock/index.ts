/** The kit's own clock, which skips the time in which the client only waits. */
export { type Clock, createClock } from './create-clock.ts';
export { liveBy } from './live-by.ts';
export { systemTime, turn } from './system-time.ts';
export { promisedTimersOn } from './timers.ts';
