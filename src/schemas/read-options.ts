import * as z from 'zod';
import {
  type ApiVersion,
  apiVersions,
  defaultContext,
  openQuestions,
  type Profile,
  profiles,
  quotedListOf,
  type RuleContext,
  type Switches,
} from '../rules/index.ts';
import { didYouMean, showValue } from './violation.ts';

/**
 * The options of a public function, checked by their schema. The message of each property's error says what to use
 * instead: `z.int('a whole number from 1').min(1, …)`. An option that is undefined counts as not given.
 *
 * @param of the function that takes them, as a user writes it: `createEmulator`.
 * @param within the option whose own options these are: `broker`. Default: they are those of the function.
 * @throws TypeError naming the option, its value and what to use; for an unknown option, the nearest name.
 */
export function readOptions<Shape extends z.ZodRawShape>(
  of: string,
  shape: Shape,
  options: unknown = {},
  within?: string,
): z.output<z.ZodObject<Shape>> {
  const full = (name: string) => (within === undefined ? name : `${within}.${name}`);
  if (!isOptions(options)) {
    if (within !== undefined) throw badOption(within, options, `an object: { ${Object.keys(shape)[0]}: … }`);
    throw new TypeError(`${of} takes its options as an object, got ${showOption(options)}. Use ${of}({ … }).`);
  }
  const known = Object.keys(shape);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownOption(of, full(unknown), known.map(full));
  const read: Record<string, unknown> = {};
  // One by one: an object schema would be made for this call alone, and costs more than what it reads.
  for (const [name, schema] of Object.entries(shape)) {
    const { data, error } = z.safeParse(schema, options[name]);
    if (error) throw badOption(full(name), options[name], error.issues[0]?.message ?? 'another value');
    if (data !== undefined || name in options) read[name] = data;
  }
  // Each property is what its schema returned.
  return read as z.output<z.ZodObject<Shape>>;
}

/** The schema of an option that is a function, and may be left out; `use` says what to use instead of another value. */
export function functionOption<Callback>(use: string): z.ZodOptional<z.ZodCustom<Callback, Callback>> {
  return z.custom<Callback>((value) => typeof value === 'function', use).optional();
}

/** The error for an option: its name, its value, and what to use instead. */
export function badOption(name: string, value: unknown, allowed: string): TypeError {
  return new TypeError(`The option ${name} is ${showOption(value)}. Use ${allowed}.`);
}

/** The error for an option that a function does not have. */
function unknownOption(of: string, name: string, known: readonly string[]): TypeError {
  const hint = didYouMean(name, known) || ` It has ${known.join(', ')}.`;
  return new TypeError(`${of} has no option ${JSON.stringify(name)}.${hint}`);
}

/**
 * Throws unless the value is an integer of at least `minimum`.
 *
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function requireWholeNumber(name: string, value: number, minimum: number, unit = ''): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw badOption(name, value, `a whole number ${unit && `of ${unit} `}from ${minimum}`);
}

function showOption(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`;
  if (value instanceof Date) return String(value);
  // An object may contain a secret, or be an emulator: its kind is enough.
  if (typeof value === 'object' && value !== null) {
    if (isEmulator(value)) return 'an emulator';
    if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
    return 'an object';
  }
  return typeof value === 'string' ? showValue(value) : String(value);
}

function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isEmulator(value);
}

/** An emulator has methods where options have values. */
function isEmulator(value: object): boolean {
  return 'fetch' in value && 'reset' in value;
}

type OptionalSwitches = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

/** What a check or a set of schemas is for; anything left out has its default. */
export interface SchemaOptions extends OptionalSwitches {
  /** Default `live`. */
  readonly profile?: Profile | undefined;
  /** Default `v1.0`. */
  readonly version?: ApiVersion | undefined;
}

const switchOption = z.boolean('true or false').optional();

/** The options that choose which rules hold, for every function that has them. */
export const ruleContextOptions = {
  profile: z.enum(profiles, quotedListOf(profiles)).optional(),
  version: z.enum(apiVersions, quotedListOf(apiVersions)).optional(),
  strictDescription: switchOption,
  rejectReadOnly: switchOption,
  betaSettingsOnV1: switchOption,
  experiencesAsArray: switchOption,
};

/**
 * The context that the options of a function choose, with every default filled in.
 *
 * @param of the name of the function, for the error.
 * @throws TypeError naming the option when one cannot be used.
 */
export function contextOf(options: SchemaOptions | undefined, of: string): RuleContext {
  return withDefaults(readOptions(of, ruleContextOptions, options));
}

/** The context of options that were read, with every default filled in; other options are left out. */
export function withDefaults(options: SchemaOptions): RuleContext {
  const { strictDescription, rejectReadOnly, betaSettingsOnV1, experiencesAsArray } = options;
  const { profile = defaultContext.profile, version = defaultContext.version } = options;
  return {
    profile,
    version,
    strictDescription: strictDescription ?? defaultContext.strictDescription,
    rejectReadOnly: rejectReadOnly ?? defaultContext.rejectReadOnly,
    betaSettingsOnV1: betaSettingsOnV1 ?? openQuestions.betaSettingsOnV1.chosen[profile],
    experiencesAsArray: experiencesAsArray ?? openQuestions.experiencesAsArray.chosen[version],
  };
}
