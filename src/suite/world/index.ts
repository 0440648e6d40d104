/** The service that a client meets, and the ways that lead there. */
export { createWorld, mostRequests, type Sent, type World } from './create-world.ts';
export type { Place } from './place.ts';
export { type Way, ways } from './ways.ts';
