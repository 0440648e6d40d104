/** The service in memory: a Request in, a Response out. @packageDocumentation */
export type { ServiceResponse } from './build-response.ts';
export type { Reader } from './can-read.ts';
export type { Emulator } from './emulator.ts';
export { createEmulator } from './engine.ts';
export { type Exchange, explainExchange, type RecordedRequest, type Waited } from './exchange.ts';
export type { FaultPlan, PlannedRequest, PlanOptions } from './fault-queue.ts';
export {
  type CompressionRefusedOptions,
  type ErrorOptions,
  type Fault,
  faults,
  type HtmlErrorPageOptions,
  type MakeErrorResponse,
  type PlannedOperation,
  type RetryAfter,
  type SchemaFailedOptions,
  type ServiceUnavailableOptions,
  type SlowOptions,
  type ThrottledOptions,
  type UnclearOptions,
} from './faults.ts';

export {
  type ProviderState,
  type ProviderStateName,
  type ProviderStateValues,
  providerStates,
  setUpState,
} from './provider-states.ts';
export { type EmulatorOptions, warnViolation } from './settings.ts';
export type { ConnectionContents, ConnectionOperation, GroupWithMembers } from './store.ts';
export type { TokenRequest } from './token-endpoint.ts';
