import { openQuestions, type Profile, type RuleContext, type Switches } from '../rules/index.ts';
import { badOption, contextOf, requireWholeNumber, type Violation } from '../schemas/index.ts';
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
  if (!(tenantLimit >= 0)) throw badOption('tenantLimit', tenantLimit, 'a number from 0');
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
