/** The service in memory: a Request in, a Response out. The only room with state. */
export { createEmulator, type Emulator } from './create-emulator.ts';
export { errorAnswer } from './error-answer.ts';
export { errorCodeOf, pathAndQueryOf } from './exchange-parts.ts';
export { explainExchange } from './explain-exchange.ts';
export {
  type ErrorAnswer,
  type Fault,
  faults,
  type HtmlErrorPageOptions,
  type RetryAfter,
  type ServiceUnavailableOptions,
  type SlowOptions,
  type ThrottledOptions,
  type UnclearOptions,
} from './faults/index.ts';
export { isEmulated } from './is-emulated.ts';
export type { Exchange, RecordedRequest } from './journal.ts';
export type { PlannedRequest, PlanOptions } from './plans.ts';
export {
  badState,
  type ProviderState,
  type ProviderStateName,
  type ProviderStateValues,
  providerStates,
  setUpState,
} from './provider-states.ts';
export { type Redaction, redactionFor } from './redact.ts';
export type { Answered } from './respond.ts';
export { emulatedUrl } from './route.ts';
export type { EmulatorOptions } from './settings.ts';
export type { SchemaRegistration } from './store.ts';
export type { Waited } from './tries.ts';
export { warnViolation } from './warn.ts';
