import type { ExternalConnection } from '../schemas/index.ts';
import { createConnection } from './create-connection.ts';
import type { Fault } from './faults.ts';
import { createJournal, type Exchange, exchangeOf } from './journal.ts';
import { failed, type Outcome } from './outcome.ts';
import { createPlans } from './plans.ts';
import { createRandom } from './random.ts';
import { answered } from './respond.ts';
import { type EmulatorOptions, settingsOf } from './settings.ts';
import { createStore } from './store.ts';
import { targetOf } from './target.ts';

/** Microsoft Graph's external connections, in memory. */
export interface Emulator {
  /**
   * Answers a request as Graph would; takes what the global fetch takes, and can stand in for it. The host of the
   * URL may be any. Never throws for what the request holds.
   *
   * @throws TypeError when the arguments make no Request, such as a relative URL.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** What is stored, oldest first: a new array of frozen connections. */
  readonly connections: readonly ExternalConnection[];
  /** The last 1,000 exchanges, oldest first: a new array. */
  readonly exchanges: readonly Exchange[];
  /**
   * Answers the next requests with a fault; plans queue up.
   *
   * @param options times: how many requests, a whole number from 1; default 1.
   * @throws TypeError naming the value when times is none.
   */
  plan(fault: Fault, options?: { readonly times?: number }): void;
  /** Forgets connections, exchanges and plans, and starts the seed anew. */
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
  const store = createStore();
  const journal = createJournal();
  const plans = createPlans();
  let random = createRandom(settings.seed);

  const outcomeOf = (request: Request, text: string): Outcome => {
    const fault = plans.next();
    if (fault) return failed(fault.answer, fault.name, fault.headers);
    const target = targetOf(request.url);
    if (!target || request.method !== 'POST') return failed('notImplemented');
    return createConnection({ headers: request.headers, text }, target, { settings, store, random });
  };

  return {
    async fetch(input, init) {
      const request = typeof input === 'string' || input instanceof URL || init ? new Request(input, init) : input;
      const text = await request.text();
      const date = settings.now();
      const outcome = outcomeOf(request, text);
      const answer = answered(outcome, { request, settings, random, date });
      const exchange = exchangeOf(date, request, text, outcome, answer);
      journal.add(exchange);
      for (const violation of exchange.violations) settings.onViolation(violation);
      for (const advisory of exchange.advisories) settings.onAdvisory(advisory);
      return new Response(JSON.stringify(answer.body), answer);
    },
    get connections() {
      return store.connections;
    },
    get exchanges() {
      return journal.exchanges;
    },
    plan(fault, { times = 1 } = {}) {
      plans.add(fault, times);
    },
    reset() {
      store.clear();
      journal.clear();
      random = createRandom(settings.seed);
      plans.clear();
    },
  };
}
