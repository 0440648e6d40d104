import { violationOf } from '../../schemas/index.ts';
import type { Caller } from '../caller.ts';
import type { Random } from '../random.ts';
import { refusalOf } from '../result.ts';
import type { Representation } from '../serialize.ts';
import type { Settings } from '../settings.ts';
import type { Store, StoredConnection } from '../store.ts';

/** One request for an operation, past the gateway: its headers and, where it has one, its JSON are in order. */
export interface Call {
  /** Empty where the path has none. */
  readonly connectionId: string;
  /** Empty where the path has none. */
  readonly operationId: string;
  readonly method: string;
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
}

/**
 * The connection that the call is about.
 *
 * @throws Refusal when there is none, or the caller may not see it.
 */
export function connectionOf({ connectionId, caller }: Call, { store }: Tenant): StoredConnection {
  const stored = store.find(connectionId);
  if (stored && caller.sees(stored.connection)) return stored;
  throw refusalOf(violationOf('connection.exists', 'path', connectionId));
}

/**
 * The connection that the call changes.
 *
 * @throws Refusal when there is none, the caller may not see it, or it is obsolete.
 */
export function writableConnectionOf(call: Call, tenant: Tenant): StoredConnection {
  const stored = connectionOf(call, tenant);
  if (stored.connection.state !== 'obsolete') return stored;
  throw refusalOf(violationOf('state.writable', 'path', call.connectionId));
}
