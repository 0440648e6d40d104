import type { Profile } from '../rules/index.ts';
import type { ExternalConnection } from '../schemas/index.ts';
import { deliver } from './deliver.ts';
import type { Fault } from './faults/index.ts';
import { createJournal, type Exchange } from './journal.ts';
import { createPlans, type PlanOptions } from './plans.ts';
import { createRandom } from './random.ts';
import { serve } from './service.ts';
import { type EmulatorOptions, settingsOf } from './settings.ts';
import { createStore, registered, type SchemaRegistration } from './store.ts';
import { parsed } from './transport.ts';

/** Microsoft Graph's external connections, in memory. */
export interface Emulator {
  /**
   * Answers a request as Graph would; takes what the global fetch takes, and can stand in for it. The host of the
   * URL may be any. Never throws for what the request holds. Where a fault leaves it without an answer, the Response
   * is of type `error`, as a network error is.
   *
   * @throws TypeError when the arguments make no Request, such as a relative URL.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  readonly profile: Profile;
  /** What is stored, oldest first: a new array of frozen connections. */
  readonly connections: readonly ExternalConnection[];
  /** The last 1,000 exchanges, oldest first: a new array. */
  readonly exchanges: readonly Exchange[];
  /**
   * Puts a connection into the tenant as it is, unchecked: for a test that starts from a state which no request
   * leads to, such as `obsolete`. Replaces the one with the same id; with a registration, its schema too. Copies both.
   */
  put(connection: ExternalConnection, registration?: SchemaRegistration): void;
  /**
   * Answers the next requests with a fault. Plans queue up: a request gets the fault of the first one that it
   * matches, and one that it does not match stays. Each part of a batch is a request of its own. By chance, the same
   * seed fails the same requests; it is told once by `console.info`.
   *
   * @throws TypeError naming the option when one cannot be used.
   */
  plan(fault: Fault, options?: PlanOptions): void;
  /** Forgets connections, exchanges and plans, loses the connection of who still waits, and starts the seed anew. */
  reset(): void;
}

/**
 * An emulator with an empty tenant.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator({ profile: 'live' });
 * const answer = await graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
 *   method: 'POST',
 *   headers: { Authorization: 'Bearer any-token', 'Content-Type': 'application/json' },
 *   body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
 * });
 * answer.status; // 201
 * graph.connections[0]?.state; // 'draft'
 * ```
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = settingsOf(options);
  const store = createStore(() => settings.now().getTime());
  const journal = createJournal();
  let random = createRandom(settings.seed);
  const plans = createPlans({ seed: settings.seed, fraction: () => random.fraction() });
  let waiting = new AbortController();

  return {
    profile: settings.profile,
    async fetch(input, init) {
      const request = typeof input === 'string' || input instanceof URL || init ? new Request(input, init) : input;
      const { method, url, headers } = request;
      const reset = waiting.signal;
      const text = await request.text();
      const incoming = { method, url, headers, text, json: parsed(text) };
      const answer = serve(incoming, { settings, store, journal, plans, random });
      return deliver(answer, { sleep: settings.sleep, request, reset });
    },
    get connections() {
      return store.all.map(({ connection }) => connection);
    },
    get exchanges() {
      return journal.exchanges;
    },
    put(connection, registration) {
      const copy = structuredClone(connection);
      const found = store.find(copy.id);
      if (found) store.replace(found, copy);
      const stored = found ?? store.add(copy);
      if (registration) Object.assign(stored, registered(structuredClone(registration)));
    },
    plan(fault, options = {}) {
      plans.add(fault, options);
    },
    reset() {
      waiting.abort();
      waiting = new AbortController();
      store.clear();
      journal.clear();
      random = createRandom(settings.seed);
      plans.clear();
    },
  };
}
