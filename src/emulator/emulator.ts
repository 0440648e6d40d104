import { asRecord, type OperationMatch, type Profile } from '../rules/index.ts';
import { badOption, type ExternalConnection, type ExternalItem } from '../schemas/index.ts';
import type { Reader } from './can-read.ts';
import type { Exchange } from './exchange.ts';
import type { FaultPlan, PlanOptions } from './fault-queue.ts';
import type { Fault } from './faults.ts';
import type { Handled } from './handle-request.ts';
import type { ConnectionContents, ConnectionOperation, GroupWithMembers } from './store.ts';
import type { MakeAccessToken } from './token-endpoint.ts';

/** Microsoft Graph's external connections, in memory. */
export interface Emulator {
  /**
   * Responds to a request as Graph would; takes what the global fetch takes, and can stand in for it. The host of the
   * URL may be any. Never throws for what the request contains. Where a fault leaves it without a response, the Response
   * is of type `error`, as a network error is. A callback of the options or of a plan that throws fails the call: what
   * the request did is stored and recorded by then, but that a plan threw keeps the request from being processed.
   *
   * @throws TypeError when the arguments make no Request, such as a relative URL.
   * @throws the reason of the request's signal, an AbortError, when it aborts: before the request is processed, nothing
   * is stored.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  readonly profile: Profile;
  /** What is stored, oldest first: a new array of frozen connections, without the credentials of the last requests. */
  readonly connections: readonly ExternalConnection[];
  /** The last 1,000 exchanges, oldest first, or as many as fit into `journalBytes`: a new array. They are frozen. */
  readonly exchanges: readonly Exchange[];
  /**
   * Puts a connection into the tenant as it is, unchecked: for a test that starts from a state which no request
   * leads to, such as `obsolete`. Replaces the one with the same id, which keeps what the contents do not name. Copies
   * both.
   *
   * @throws TypeError when something has no id, or naming what the contents cannot have.
   * @example
   * ```ts
   * import { createBuilders } from 'external-connection-testkit/builders';
   * import { createEmulator } from 'external-connection-testkit/emulator';
   *
   * const graph = createEmulator();
   * graph.put({ id: 'contosohr', name: 'Contoso HR', state: 'ready' }, { schema: createBuilders().schema() });
   * graph.items('contosohr'); // []
   * ```
   */
  put(connection: ExternalConnection, contents?: ConnectionContents): void;
  /**
   * The items of a connection, oldest first: a new array of frozen items.
   *
   * @throws TypeError when no connection has the id.
   */
  items(connectionId: string): readonly ExternalItem[];
  /**
   * The external groups of a connection with their members, oldest first: a new array of frozen groups.
   *
   * @throws TypeError when no connection has the id.
   */
  groups(connectionId: string): readonly GroupWithMembers[];
  /**
   * Whether a user may read an item, by its acl: an entry that denies wins over every one that grants. The members of
   * external groups count, nested groups too.
   *
   * @throws TypeError when there is no such connection or item, or an option cannot be used.
   * @example
   * ```ts
   * import { createEmulator } from 'external-connection-testkit/emulator';
   *
   * const graph = createEmulator();
   * const user = '1f0c997e-99f7-43f1-8cca-086f8d42be8d';
   * const acl = [{ type: 'externalGroup', value: 'marketing', accessType: 'grant' }] as const;
   * graph.put(
   *   { id: 'contosohr' },
   *   {
   *     items: [{ id: '1', acl, properties: { title: 'Holidays' } }],
   *     groups: [{ id: 'marketing', members: [{ id: user, type: 'user' }] }],
   *   },
   * );
   * graph.canRead('contosohr', '1', { user }); // true
   * graph.canRead('contosohr', '1', { user: 'e811976d-83df-4cbd-8b9b-5215b18aa874' }); // false
   * ```
   */
  canRead(connectionId: string, itemId: string, reader: Reader): boolean;
  /**
   * The registrations of a schema, oldest first, as `GET …/operations/{id}` shows them now.
   *
   * @throws TypeError when no connection has the id.
   */
  operations(connectionId: string): readonly ConnectionOperation[];
  /** Finishes every registration of a schema that is in progress, as if its time had passed. */
  finishOperations(): void;
  /**
   * Plans a fault for the next requests. Plans queue up: a request gets the fault of the first one that it
   * matches, and one that it does not match stays. Each part of a batch is a request of its own. With `chance`, the
   * same seed fails the same requests. The seed is logged once.
   *
   * @throws TypeError naming the option when one cannot be used.
   */
  plan(fault: Fault, options?: PlanOptions): void;
  /**
   * The planned faults that were to hit more requests than came: a new array, in the order of planning. Neither those by
   * chance count, nor those without an end that have hit a request.
   */
  readonly unusedFaults: readonly FaultPlan[];
  /** Clears connections, exchanges and planned faults, fails every pending request, and restarts the seed. */
  reset(): void;
}

/** An emulator as the modules of the kit use it: every emulator is one. */
export interface Engine extends Emulator {
  /** The planned faults that still hit requests, in the order of planning: a new array. */
  readonly plannedFaults: readonly FaultPlan[];
  /** Takes back every planned fault. */
  clearFaults(): void;
  /**
   * The schema, the items and the groups of a connection, as `put` takes them.
   *
   * @throws TypeError when no connection has the id.
   */
  contents(connectionId: string): ConnectionContents;
  /**
   * Responds to a request, and returns its exchange with the response.
   *
   * @param match what `matchOperation` returned for the request, where the caller has it.
   * @throws the reason of the request's signal where that aborted before the request was processed; what a callback throws.
   */
  handle(
    request: Request,
    match?: OperationMatch,
  ): Promise<Omit<Handled, 'response'> & { readonly response: Response }>;
  /**
   * Responds to a request for the token endpoint. It is no request to Graph: the journal does not have it.
   *
   * @param accessToken makes the token. Default: one with the `roles` of the options.
   * @throws the reason of the request's signal where that aborted before.
   */
  login(request: Request, accessToken?: MakeAccessToken): Promise<HandledLogin>;
}

/** The response to a request for the token endpoint. */
export interface HandledLogin {
  readonly response: Response;
  /** The body of the request. */
  readonly text: string;
  /** The name of the planned fault that decided the response. */
  readonly fault: string | undefined;
}

/**
 * The emulator as an engine.
 *
 * @throws TypeError when it was not made by createEmulator.
 */
export function engineOf(emulator: Emulator): Engine {
  // Every emulator is an engine, and nothing else has this method.
  if (asRecord(emulator)?.handle !== undefined) return emulator as Engine;
  throw badOption('emulator', emulator, 'what createEmulator returns');
}
