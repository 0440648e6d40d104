import type { ProviderStateName } from '../emulator/index.ts';
import type { ApiVersion, Operation, OperationName } from '../rules/index.ts';
import type {
  ConnectionSchema,
  CreateExternalConnection,
  ExternalGroup,
  ExternalItem,
  GroupMember,
  LiveCreateExternalConnection,
} from '../schemas/index.ts';
import type { Matcher } from './matcher.ts';

/** The provider of a contract: each version of the API is one, with contracts and verifications of its own. */
export const providerNames: Readonly<Record<ApiVersion, string>> = {
  beta: 'microsoft-graph-external-connections-beta',
  'v1.0': 'microsoft-graph-external-connections-v1.0',
};

/** A provider state: what must hold before an interaction takes place. */
export interface InteractionState {
  readonly name: ProviderStateName;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A string, or a string with the matcher for it. */
export type Text = string | Matcher;

/** The request of an interaction, as plain data with matchers in it. */
export interface InteractionRequest {
  readonly method: Operation['method'];
  readonly path: Text;
  readonly headers: Readonly<Record<string, Text>>;
  /** JSON with matchers in it; undefined where there is none. */
  readonly body?: unknown;
}

/** The response of an interaction, as plain data with matchers in it. */
export interface InteractionResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, Text>>;
  /** JSON with matchers in it; an empty string where there is no body, undefined where the pact asserts nothing. */
  readonly body?: unknown;
}

/** What a client needs in order to send the request of an interaction. */
export interface InteractionInput {
  /** The token to send; empty where the client must send none. */
  readonly accessToken: string;
  /** The connection to create, or the one that the request is about. A request to be refused has an invalid one. */
  readonly connection: LiveCreateExternalConnection;
  /** The properties to send with PATCH. */
  readonly update: CreateExternalConnection;
  /** The schema to register. */
  readonly schema: ConnectionSchema;
  /** The id of the operation to request. */
  readonly operationId: string;
  /** The id of the item, for the path. */
  readonly itemId: string;
  /** The body of an item; it has no id, as on the reference page. */
  readonly item: Omit<ExternalItem, 'id'>;
  /** The external group to create. */
  readonly group: ExternalGroup;
  /** The id of the external group that gets a member. */
  readonly groupId: string;
  /** The member to add. */
  readonly member: GroupMember;
}

/** One request of a contract with its response: plain data, which Pact's core can read. */
export interface Interaction {
  /** Stable and unique, such as `create.minimal`. */
  readonly key: string;
  readonly operation: OperationName;
  /** One sentence, unique within a contract. */
  readonly description: string;
  readonly states: readonly InteractionState[];
  readonly request: InteractionRequest;
  readonly response: InteractionResponse;
  readonly input: InteractionInput;
}

/** An interaction as the tables of this module describe it: `input` is the same for all but the connection. */
export interface DescribedInteraction extends Omit<Interaction, 'input'> {
  /** Default: the example. */
  readonly connection?: CreateExternalConnection;
}

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
