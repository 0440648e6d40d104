import { violationOf } from '../../schemas/index.ts';
import type { Caller } from '../caller.ts';
import { type Refused, refused } from '../outcome.ts';
import type { Random } from '../random.ts';
import type { Target } from '../route.ts';
import type { Settings } from '../settings.ts';
import type { Store, StoredConnection } from '../store.ts';
import { parsed } from '../transport.ts';

/** One request for an operation, past the gateway: its headers and, where it has one, its JSON are in order. */
export interface Call {
  readonly target: Target;
  readonly method: string;
  readonly headers: Headers;
  readonly text: string;
  readonly query: URLSearchParams;
  readonly caller: Caller;
}

/** What an operation works on. */
export interface Tenant {
  readonly settings: Settings;
  readonly store: Store;
  readonly random: Random;
}

/** The body of the call; the gateway has seen that it is JSON. */
export function bodyOf({ text }: Call): unknown {
  return parsed(text);
}

/** The connection that the call is about, if the caller may see it; else the refusal. */
export function foundBy({ target, caller }: Call, { store }: Tenant): StoredConnection | Refused {
  const stored = store.find(target.id);
  return stored && caller.sees(stored.connection)
    ? stored
    : refused(violationOf('connection.exists', 'path', target.id));
}
