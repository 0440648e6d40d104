import type { RuleContext, Switches } from '../rules/index.ts';
import { openQuestions, type Profile } from '../rules/index.ts';
import { contextOf, type ExternalConnection, type Violation } from '../schemas/index.ts';
import { createConnection } from './create-connection.ts';
import type { Fault } from './faults.ts';
import { createJournal, type Exchange, exchangeOf } from './journal.ts';
import { failed, type Outcome } from './outcome.ts';
import { createRandom } from './random.ts';
import { answered } from './respond.ts';
import { createStore } from './store.ts';
import { targetOf } from './target.ts';
import { warnAdvisory } from './warn.ts';

export interface EmulatorOptions extends Partial<Switches> {
  /** Default `documented`. */
  readonly profile?: Profile;
  /** Whole number from 0; the same seed gives the same ids in the same order. Default 1. */
  readonly seed?: number;
  /** The clock of every date that the emulator writes. Default: the system's. */
  readonly now?: () => Date;
  /** The app id of a caller whose token does not tell one. Question 4. */
  readonly appId?: string;
  /** Called for each rule of profile live that an accepted request breaks. Default: one `console.warn`. */
  readonly onAdvisory?: (advisory: Violation) => void;
  /** Called for each rule that a refused request breaks. Default: nothing; the journal has them too. */
  readonly onViolation?: (violation: Violation) => void;
  /** How many connections the tenant may have. Question 14. Default: no limit. */
  readonly tenantLimit?: number;
  /** Whether a layout that is no Adaptive Card is stored and yet answered with 503. Question 21. Default false. */
  readonly brokenCardFails?: boolean;
  /** Whether a 401 carries WWW-Authenticate. Question 13. Default false. */
  readonly wwwAuthenticate?: boolean;
}

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
  let random = createRandom(settings.seed);
  let plans: Fault[] = [];

  const outcomeOf = (request: Request, text: string): Outcome => {
    const fault = plans.shift();
    if (fault) return failed(fault.answer, fault.name, fault.headers);
    const target = targetOf(request.url);
    if (!target || request.method !== 'POST') return failed('notImplemented');
    return createConnection({ headers: request.headers, text }, target, { settings, store, random });
  };

  return {
    async fetch(input, init) {
      const request = input instanceof Request && init === undefined ? input : new Request(input, init);
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
      if (!Number.isSafeInteger(times) || times < 1) {
        throw new TypeError(`The option times is ${String(times)}. Use a whole number from 1.`);
      }
      plans.push(...Array.from({ length: times }, () => fault));
    },
    reset() {
      store.clear();
      journal.clear();
      random = createRandom(settings.seed);
      plans = [];
    },
  };
}

/** The options with every default filled in. */
export type Settings = Required<EmulatorOptions> & Omit<RuleContext, 'version'>;

function settingsOf(options: EmulatorOptions): Settings {
  const { seed = 1, tenantLimit = openQuestions.tenantLimit.chosen } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new TypeError(`The option seed is ${String(seed)}. Use a whole number from 0.`);
  }
  if (!(tenantLimit >= 0)) {
    throw new TypeError(`The option tenantLimit is ${String(tenantLimit)}. Use a number from 0.`);
  }
  const { version, ...context } = contextOf(options);
  return {
    now: () => new Date(),
    appId: openQuestions.callerAppId.chosen,
    onAdvisory: warnAdvisory,
    onViolation: () => {},
    brokenCardFails: openQuestions.brokenCardFails.chosen,
    wwwAuthenticate: openQuestions.wwwAuthenticate.chosen,
    ...definedOf(options),
    ...context,
    seed,
    tenantLimit,
  };
}

/** An option that is given as undefined counts as not given. */
function definedOf(options: EmulatorOptions): EmulatorOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
