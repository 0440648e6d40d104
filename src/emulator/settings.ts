import {
  errorResponses,
  limits,
  openQuestions,
  type Profile,
  type RuleContext,
  type Switches,
} from '../rules/index.ts';
import { badOption, contextOf, explainViolation, requireWholeNumber, type Violation } from '../schemas/index.ts';

export interface EmulatorOptions extends Partial<Switches> {
  /** Default `documented`. */
  readonly profile?: Profile;
  /** Whole number from 0; the same seed gives the same ids in the same order. Default 1. */
  readonly seed?: number;
  /** The clock of every date that the emulator writes. Default: the system's. */
  readonly now?: () => Date;
  /** Waits before a response that a fault delays; the signal aborts when the client no longer waits. Default: a timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** The app id of a caller whose token has none. Question 4. */
  readonly appId?: string;
  /** Called for each rule of profile live that an accepted request breaks. Default: one `console.warn`. */
  readonly onAdvisory?: (advisory: Violation) => void;
  /** Called for each rule that a refused request breaks. Default: nothing; the journal has them too. */
  readonly onViolation?: (violation: Violation) => void;
  /** How many connections the tenant may have. Question 14. Default: no limit. */
  readonly tenantLimit?: number;
  /** Whether a layout that is not an Adaptive Card is stored and yet gets 503. Question 21. Default false. */
  readonly brokenCardFails?: boolean;
  /** Milliseconds from a DELETE until the connection is gone. Question 20. Default 0. */
  readonly deleteDelay?: number;
  /** Milliseconds from then until its id may be used again. Question 20. Default 0. */
  readonly idReleaseDelay?: number;
  /** Milliseconds from a registration of a schema until its operation is completed. Default 0. */
  readonly schemaDelay?: number;
  /** How many items a connection may have; its quota counts down from here. Default 5,000,000, the documented limit. */
  readonly itemsRemaining?: number;
  /**
   * How many bytes of memory the journal may take, about, a whole number from 0. Beyond, it drops the oldest exchanges,
   * and says so once. Default 33,554,432 (32 MiB).
   */
  readonly journalBytes?: number;
  /** The status for a JSON Web Token without the permission. Question 12. Default 403. */
  readonly missingPermissionStatus?: 401 | 403;
  /** Whether a 401 carries WWW-Authenticate. Question 13. Default false. */
  readonly wwwAuthenticate?: boolean;
}

/** The options with every default filled in. */
export type Settings = Required<EmulatorOptions> & Omit<RuleContext, 'version'>;

/**
 * The options with their defaults.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function settingsOf(options: EmulatorOptions): Settings {
  const { seed = 1, tenantLimit = openQuestions.tenantLimit.chosen } = options;
  requireWholeNumber('seed', seed, 0);
  for (const name of ['deleteDelay', 'idReleaseDelay', 'schemaDelay', 'itemsRemaining', 'journalBytes'] as const) {
    requireWholeNumber(name, options[name] ?? 0, 0);
  }
  if (!(tenantLimit >= 0)) throw badOption('tenantLimit', tenantLimit, 'a number from 0');
  const { version, ...context } = contextOf(options);
  return {
    now: () => new Date(),
    sleep: sleepByTimer,
    appId: openQuestions.callerAppId.chosen,
    onAdvisory: warnAdvisory,
    onViolation: () => {},
    brokenCardFails: openQuestions.brokenCardFails.chosen,
    wwwAuthenticate: openQuestions.wwwAuthenticate.chosen,
    deleteDelay: openQuestions.deletion.chosen,
    idReleaseDelay: openQuestions.deletion.chosen,
    schemaDelay: 0,
    journalBytes: 33_554_432,
    itemsRemaining: limits.itemsRemaining,
    missingPermissionStatus: errorResponses[openQuestions.missingPermission.chosen].status,
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

/** The longest time that a timer takes: with a longer one it fires at once. */
const longestTimer = 2 ** 31 - 1;

/** Resolves after the time, which may be longer than a timer takes; when the signal aborts, the timer is cleared. */
async function sleepByTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0; left -= longestTimer) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(left, longestTimer));
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  }
}

/** Logs why a request was refused: for the option `onViolation`. */
export function warnViolation(violation: Violation): void {
  console.warn(`Graph refused a request. ${explainViolation(violation)}`);
}

/** Logs what the live service would refuse or ignore in an accepted request. */
function warnAdvisory(advisory: Violation): void {
  console.warn(`Accepted, but the live service does otherwise. ${explainViolation(advisory)}`);
}
