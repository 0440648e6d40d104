import type { PathIds } from '../../rules/index.ts';
import type { ExternalConnection } from '../../schemas/index.ts';
import type { Caller } from '../gateway.ts';
import { refusalBy } from '../result.ts';
import type { Representation } from '../serialize.ts';
import type { Random, Settings } from '../settings.ts';
import type { SchemaOperation, Store, StoredConnection } from '../store.ts';

/** One request for an operation, past the gateway: its headers and, where it has one, its JSON are in order. */
export interface Call {
  /** The ids in the path, by the names that the table of operations gives them. */
  readonly ids: PathIds;
  readonly headers: Headers;
  /** A JSON value; undefined where the request has none. */
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  /** The form of the response. */
  readonly how: Representation;
}

/** What an operation works on. */
export interface Tenant {
  readonly settings: Settings;
  readonly store: Store;
  readonly random: Random;
  /** Why the registration of a schema fails that the request begins, where a fault says so. */
  readonly schemaError?: SchemaOperation['error'];
}

/**
 * The connection that the call is about.
 *
 * @throws Refusal when there is none, or it is another app's.
 */
export function connectionOf({ ids, caller }: Call, { store, settings }: Tenant): StoredConnection {
  const { connectionId = '' } = ids;
  const stored = store.find(connectionId);
  if (stored && caller.sees(stored.connection)) return stored;
  const isForbidden = stored && settings.foreignConnectionStatus === 403;
  throw refusalBy(isForbidden ? 'connection.owned' : 'connection.exists', connectionId);
}

/**
 * The connection that the call changes.
 *
 * @throws Refusal when there is none, it is another app's, or it is obsolete.
 */
export function writableConnectionOf(call: Call, tenant: Tenant): StoredConnection {
  const stored = tenant.settings.rejectWritesWhileDeleting ? containerOf(call, tenant) : connectionOf(call, tenant);
  if (stored.connection.state !== 'obsolete') return stored;
  throw refusalBy('state.writable', stored.connection.id);
}

/**
 * The connection whose items or groups the call reads; there is none once its deletion has begun.
 *
 * **Source:** msgraph-connectors-sdk, issue 13: item writes get 404 while the connection is being deleted.
 *
 * @throws Refusal when there is none, or it is another app's.
 */
export function containerOf(call: Call, tenant: Tenant): StoredConnection {
  const stored = connectionOf(call, tenant);
  if (stored.goneAt === undefined) return stored;
  throw refusalBy('connection.exists', stored.connection.id);
}

/**
 * The connection whose items or groups the call changes.
 *
 * @throws Refusal when there is none, it is another app's, or it is obsolete.
 */
export function writableContainerOf(call: Call, tenant: Tenant): StoredConnection {
  containerOf(call, tenant);
  return writableConnectionOf(call, tenant);
}

/** How many items a connection may still take. */
export function itemsRemainingIn({ connection, items }: StoredConnection, { settings }: Tenant): number {
  return connection.state === 'limitExceeded' ? 0 : Math.max(0, settings.itemsRemaining - items.size);
}

/**
 * The connection as it reads now: once it is not a draft, with the number of its items; in state limitExceeded where it has
 * no room for another. **Source:** externalConnection resource page of beta; manage connections concept page.
 */
export function currentOf(stored: StoredConnection, tenant: Tenant): ExternalConnection {
  const { connection, items } = stored;
  const { state = null, ingestedItemsCount } = connection;
  if (state === null || state === 'draft') return connection;
  const isFull = state === 'ready' && itemsRemainingIn(stored, tenant) === 0;
  return {
    ...connection,
    ...(isFull && { state: 'limitExceeded' }),
    ...(ingestedItemsCount === null && { ingestedItemsCount: items.size }),
  };
}
