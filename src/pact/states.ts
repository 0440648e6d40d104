import type { InteractionState } from './interaction.ts';

/** The id is free. */
export function idIsFree(id: string): InteractionState {
  return { name: 'no connection has the id', params: { id } };
}

interface Existing {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** That connection exists, in state draft and without a schema. */
export function connectionExists({ id, name, description }: Existing): InteractionState {
  return { name: 'a connection exists', params: { id, name, description: description ?? '' } };
}

/** The connection has a schema whose operation is in progress. A provider may choose another operationId. */
export function schemaIsInProgress(id: string, operationId: string): InteractionState {
  return { name: 'a schema registration is in progress', params: { id, operationId } };
}

/** The connection is ready, its operation completed. A provider may choose another operationId. */
export function schemaIsRegistered(id: string, operationId: string): InteractionState {
  return { name: 'a schema is registered', params: { id, operationId } };
}

/** @param retryAfter seconds. */
export function graphThrottles(retryAfter: number): InteractionState {
  return { name: 'Graph throttles the next request', params: { retryAfter } };
}

export const graphIsUnavailable: InteractionState = {
  name: 'Graph is unavailable for the next request',
  params: {},
};

/** The token in a pact is a placeholder, so the state says what it may not do. */
export const callerLacksPermission: InteractionState = { name: 'the caller lacks the permission', params: {} };
