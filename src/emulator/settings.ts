import {
  type ApiVersion,
  errorResponses,
  limits,
  openQuestions,
  operations,
  type Permission,
  type Profile,
  type RuleContext,
  withDefaults,
} from '../rules/index.ts';
import {
  explainViolation,
  option,
  readOptions,
  ruleContextOptions,
  type SchemaOptions,
  type Violation,
} from '../schemas/index.ts';

/** The forms of the id of an operation: `1.weu-b.0251D560….98B2D948…`, or a GUID. */
const operationIdForms = ['dotted', 'guid'] as const;

type OperationIdForm = (typeof operationIdForms)[number];

/** The options of `createEmulator`: the profile and its switches, and what follows. */
export interface EmulatorOptions extends Omit<SchemaOptions, 'version'> {
  /** Whole number from 0; the same seed gives the same ids in the same order. Default 1. */
  readonly seed?: number;
  /** The clock of every date that the emulator writes. Default: the system's. */
  readonly now?: () => Date;
  /** Waits before a response that a fault delays; the signal aborts when the client no longer waits. Default: a timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** The app id of a caller whose token has none. Question 4. */
  readonly appId?: string;
  /**
   * The application permissions in the tokens that the token endpoint issues, as an administrator consented to them;
   * an empty array: consent is missing. Default: all of external connections and their items.
   */
  readonly roles?: readonly (Permission | (string & {}))[];
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
  /** The status for a caller with OwnedBy on a connection of another app. Question 23. Default 403. */
  readonly foreignConnectionStatus?: 403 | 404;
  /** The form of the id of an operation. Question 24. Default `dotted` in profile live, `guid` in profile documented. */
  readonly operationIds?: OperationIdForm;
  /** Whether control information of an entity that was read, such as `@odata.context`, gets 400. Question 25. Default false. */
  readonly rejectControlInformation?: boolean;
  /** Whether a schema that changes or removes a registered property gets 400. Question 27. Default false. */
  readonly rejectSchemaChanges?: boolean;
  /** Whether a connection that is being deleted gets 404 for updates of it and its schema, too. Question 28. Default false. */
  readonly rejectWritesWhileDeleting?: boolean;
  /** Whether a 401 carries WWW-Authenticate. Question 13. Default false. */
  readonly wwwAuthenticate?: boolean;
}

/** The options with every default filled in. */
export type Settings = Required<Omit<EmulatorOptions, keyof SchemaOptions>> & {
  readonly profile: Profile;
  /** The context of the rules for a request to a version. */
  contextOf(version: ApiVersion): RuleContext;
};

const wholeNumber = option.wholeNumber(0);

const { version: _, ...ruleOptions } = ruleContextOptions;

/** The options of `createEmulator`, as `readOptions` reads them. */
export const emulatorOptions = {
  ...ruleOptions,
  seed: wholeNumber,
  now: option.function<Settings['now']>('a function that returns a Date'),
  sleep: option.function<Settings['sleep']>('a function (milliseconds, signal) that returns a Promise'),
  appId: option.text('the id of an app'),
  roles: option.array(option.text('a name'), 'an array with names of application permissions'),
  onAdvisory: option.function<Settings['onAdvisory']>('a function that takes a violation'),
  onViolation: option.function<Settings['onViolation']>('a function that takes a violation'),
  tenantLimit: option.where<number>(
    (value) => value === Infinity || wholeNumber.isAllowed(value),
    'a whole number from 0, or Number.POSITIVE_INFINITY',
  ),
  brokenCardFails: option.flag(),
  deleteDelay: wholeNumber,
  idReleaseDelay: wholeNumber,
  schemaDelay: wholeNumber,
  itemsRemaining: wholeNumber,
  journalBytes: wholeNumber,
  missingPermissionStatus: option.oneOf([401, 403]),
  foreignConnectionStatus: option.oneOf([403, 404]),
  operationIds: option.oneOf(operationIdForms),
  rejectControlInformation: option.flag(),
  rejectSchemaChanges: option.flag(),
  rejectWritesWhileDeleting: option.flag(),
  wwwAuthenticate: option.flag(),
};

/**
 * The options with their defaults.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function settingsOf(options: EmulatorOptions): Settings {
  const read = readOptions('createEmulator', emulatorOptions, options);
  const contexts = {
    'v1.0': withDefaults({ ...read, version: 'v1.0' }),
    beta: withDefaults({ ...read, version: 'beta' }),
  };
  const { profile } = contexts.beta;
  return {
    now: () => new Date(),
    sleep: sleepByTimer,
    appId: openQuestions.callerAppId.chosen,
    roles: [...new Set(operations.flatMap(({ permissions }) => permissions.application))],
    onAdvisory: (advisory) => warnAdvisory(advisory, profile),
    onViolation: () => {},
    tenantLimit: openQuestions.tenantLimit.chosen,
    brokenCardFails: openQuestions.brokenCardFails.chosen,
    rejectControlInformation: openQuestions.controlInformation.chosen,
    rejectSchemaChanges: openQuestions.schemaChanges.chosen,
    rejectWritesWhileDeleting: openQuestions.writesWhileDeleting.chosen,
    wwwAuthenticate: openQuestions.wwwAuthenticate.chosen,
    deleteDelay: openQuestions.deletion.chosen,
    idReleaseDelay: openQuestions.deletion.chosen,
    schemaDelay: 0,
    itemsRemaining: limits.itemsRemaining,
    journalBytes: 33_554_432,
    missingPermissionStatus: errorResponses[openQuestions.missingPermission.chosen].status,
    foreignConnectionStatus: errorResponses[openQuestions.foreignConnection.chosen].status,
    operationIds: openQuestions.operationIds.chosen[profile],
    seed: 1,
    ...read,
    profile,
    contextOf: (version) => contexts[version],
  };
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

/** Logs what is wrong with an accepted request; in profile documented, what the live service would refuse or ignore. */
function warnAdvisory(advisory: Violation, profile: Profile): void {
  const but = profile === 'live' ? 'it is not right' : 'the live service does otherwise';
  console.warn(`Accepted, but ${but}. ${explainViolation(advisory)}`);
}

/** A source of random numbers that the same seed repeats. */
export type Random = ReturnType<typeof createRandom>;

/** Mulberry32: small, fast and the same on every engine. Not for secrets. */
export function createRandom(seed: number) {
  const uint32 = mulberry32(seed);
  const uint32OfFractions = mulberry32(~seed);
  const hex = () => {
    const number = uint32();
    return `${hexOf[number >>> 24]}${hexOf[(number >>> 16) & 255]}${hexOf[(number >>> 8) & 255]}${hexOf[number & 255]}`;
  };
  const digits32 = () => hex() + hex() + hex() + hex();
  const guid = () => {
    const digits = digits32();
    const variant = '89ab'.charAt(uint32() % 4);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  };
  return {
    /** A random GUID, version 4. */
    guid,
    /** A random id of an operation. Question 24. */
    operationId: (form: OperationIdForm) =>
      form === 'guid' ? guid() : `1.weu-b.${digits32().toUpperCase()}.${digits32().toUpperCase()}`,
    /** From 0 up to 1, from a stream of its own: what is drawn here changes no GUID. */
    fraction: () => uint32OfFractions() / 2 ** 32,
  };
}

/** Each byte in hexadecimal digits. */
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
