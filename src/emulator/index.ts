/** The service in memory: a Request in, a Response out. The only room with state. */
export { createEmulator, type Emulator } from './create-emulator.ts';
export { explainExchange } from './explain-exchange.ts';
export { type Fault, faults, type ThrottledOptions } from './faults.ts';
export type { Exchange } from './journal.ts';
export type { EmulatorOptions } from './settings.ts';
export { connectionsUrl } from './target.ts';
export { warnViolation } from './warn.ts';
