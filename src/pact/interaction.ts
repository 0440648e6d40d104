import type { ApiVersion, OperationName } from '../rules/index.ts';
import type { ConnectionSchema, CreateExternalConnection, LiveCreateExternalConnection } from '../schemas/index.ts';
import type { Matcher } from './matcher.ts';

/** The provider of a contract: each version of the API is one, with contracts and verifications of its own. */
export const providerNames: Readonly<Record<ApiVersion, string>> = {
  beta: 'microsoft-graph-external-connections-beta',
  'v1.0': 'microsoft-graph-external-connections-v1.0',
};

/** What must be so before an interaction takes place. */
export interface InteractionState {
  readonly name: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A text, or a text with the way to match it. */
export type Text = string | Matcher;

/** The request of an interaction, as plain data with matchers in it. */
export interface InteractionRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: Text;
  readonly headers: Readonly<Record<string, Text>>;
  /** JSON with matchers in it; undefined where there is none. */
  readonly body?: unknown;
}

/** The answer of an interaction, as plain data with matchers in it. */
export interface InteractionResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, Text>>;
  /** JSON with matchers in it; an empty text where there is no body, undefined where nothing is said of it. */
  readonly body?: unknown;
}

/** What a client needs to know in order to send the request of an interaction. */
export interface InteractionInput {
  /** The token to send; empty where the client is to send none. */
  readonly accessToken: string;
  /** The connection to create, or the one that the request is about. A request to be refused has a bad one. */
  readonly connection: LiveCreateExternalConnection;
  /** What to send with PATCH. */
  readonly update: CreateExternalConnection;
  /** The schema to register. */
  readonly schema: ConnectionSchema;
  /** The operation to ask for. */
  readonly operationId: string;
}

/** One request of a contract with its answer: plain data, which Pact's core can read. */
export interface Interaction {
  /** Names it, such as `create.minimal`; no two have the same, and it does not change. */
  readonly key: string;
  readonly operation: OperationName;
  /** Says it in one sentence; no two of a contract have the same. */
  readonly description: string;
  readonly states: readonly InteractionState[];
  readonly request: InteractionRequest;
  readonly response: InteractionResponse;
  readonly input: InteractionInput;
}
