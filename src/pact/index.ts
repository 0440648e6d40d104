/** Interactions as data, recording a consumer's contract, verifying a provider. Pact itself is loaded when needed. @packageDocumentation */
export type { ContractOptions } from './contract-context.ts';
export {
  type ConnectionContract,
  type ConnectionContractOptions,
  ContractError,
  createConnectionContract,
} from './create-connection-contract.ts';
export {
  type Interaction,
  type InteractionInput,
  type InteractionRequest,
  type InteractionResponse,
  type InteractionState,
  providerNames,
  type Text,
} from './interaction.ts';
export { interactionsFor } from './interactions-for.ts';
export type { Matcher } from './matcher.ts';
export type { ContractClient, ContractInput } from './record-interaction.ts';
export type { BrokerOptions, ConsumerVersionSelector, PublishOptions } from './verify/broker-options.ts';
export type { StateConnection, StateContents, StateFault, StateMeaning, StateTable } from './verify/state-table.ts';
export type { InteractionResult, VerificationMismatch, VerificationResults } from './verify/verification-results.ts';
export { PublicationError, VerificationError } from './verify/verification-results.ts';
export type { TenantOptions, VerifyOptions } from './verify/verify-options.ts';
export { type PlannedStep, planVerification, type VerificationPlan, verifyProvider } from './verify/verify-provider.ts';
