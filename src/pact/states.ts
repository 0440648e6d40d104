import type { InteractionState } from './interaction.ts';

/** The state in which no connection has the id. */
export function idIsFree(id: string): InteractionState {
  return { name: 'no connection has the id', params: { id } };
}

interface Existing {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** The state in which that connection exists, as a draft without a schema. */
export function connectionExists({ id, name, description }: Existing): InteractionState {
  return { name: 'a connection exists', params: { id, name, description: description ?? '' } };
}

/** The state in which the connection has a schema whose operation is in progress. A provider may choose another operationId. */
export function schemaIsInProgress(id: string, operationId: string): InteractionState {
  return { name: 'a schema registration is in progress', params: { id, operationId } };
}

/** The state in which the connection is ready and its operation completed. A provider may choose another operationId. */
export function schemaIsRegistered(id: string, operationId: string): InteractionState {
  return { name: 'a schema is registered', params: { id, operationId } };
}

/** The state in which the connection is ready and has the item, which everyone may read. */
export function itemExists(id: string, itemId: string): InteractionState {
  return { name: 'an item exists', params: { id, itemId } };
}

/** The state in which the connection has the external group, which has no members. */
export function groupExists(id: string, groupId: string): InteractionState {
  return { name: 'a group exists', params: { id, groupId } };
}

/**
 * The state in which the next request is throttled.
 *
 * @param retryAfter seconds.
 */
export function graphThrottles(retryAfter: number): InteractionState {
  return { name: 'Graph throttles the next request', params: { retryAfter } };
}

/** The state in which the next request gets a 503. */
export const graphIsUnavailable: InteractionState = { name: 'Graph is unavailable for the next request', params: {} };

/** The state in which the token lacks the permission: the token in a pact is a placeholder, so a state has to say it. */
export const callerLacksPermission: InteractionState = { name: 'the caller lacks the permission', params: {} };
