/** What a client does besides sending requests: what it prints, how it crashes, and its secret. */
export { type Crash, catchCrashes } from './catch-crashes.ts';
export { overhear, type Print } from './overhear.ts';
export { createSecret, type Secret } from './secret.ts';
