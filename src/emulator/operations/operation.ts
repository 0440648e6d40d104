import { violationOf } from '../../schemas/index.ts';
import type { Caller } from '../caller.ts';
import { type Refused, refused } from '../outcome.ts';
import type { Random } from '../random.ts';
import type { Target } from '../route.ts';
import type { Settings } from '../settings.ts';
import type { Store, StoredConnection } from '../store.ts';

/** One request for an operation, past the gateway: its headers and, where it has one, its JSON are in order. */
export interface Call {
  readonly target: Target;
  readonly method: string;
  readonly headers: Headers;
  /** A JSON value; undefined where the request has none. */
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly caller: Caller;
}

/** What an operation works on. */
export interface Tenant {
  readonly settings: Settings;
  readonly store: Store;
  readonly random: Random;
}

/** The connection that the call is about, if the caller may see it; else the refusal. */
export function foundBy({ target, caller }: Call, { store }: Tenant): StoredConnection | Refused {
  const stored = store.find(target.id);
  return stored && caller.sees(stored.connection)
    ? stored
    : refused(violationOf('connection.exists', 'path', target.id));
}
