import { didYouMean, listOf, showValue } from '../rules/index.ts';

/** What an option may be. Not a schema of zod: the first that a process makes takes longer than to load the kit. */
export interface Option<Value> {
  readonly isAllowed: (value: unknown) => value is Value;
  /** What to use instead of another value: `a whole number from 1`. */
  readonly use: string;
  /** Whether it must be given. Default false. */
  readonly isRequired?: true;
  /** The names of which it takes some: the error names the nearest. */
  readonly names?: readonly string[];
}

type OptionShape = Readonly<Record<string, Option<unknown>>>;

type OptionValues<Options extends OptionShape> = {
  readonly [Name in keyof Options]?: Options[Name] extends Option<infer Value> ? Value : never;
};

/**
 * The options of a public function, checked by their shape. An option that is undefined counts as not given.
 *
 * @param of the function that takes them, as a user writes it: `createEmulator`.
 * @param within the option whose own options these are: `broker`. Default: they are those of the function.
 * @throws TypeError naming the option, its value and what to use; for an unknown option, the nearest name.
 */
export function readOptions<Options extends OptionShape>(
  of: string,
  shape: Options,
  options: unknown = {},
  within?: string,
): OptionValues<Options> {
  const full = (name: string) => (within === undefined ? name : `${within}.${name}`);
  if (!isOptions(options)) {
    if (within !== undefined) throw badOption(within, options, `an object: { ${Object.keys(shape)[0]}: … }`);
    throw new TypeError(`${of} takes its options as an object, got ${showOption(options)}. Use ${of}({ … }).`);
  }
  const known = Object.keys(shape);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const hint = didYouMean(full(unknown), known.map(full)) || ` It has ${known.map(full).join(', ') || 'none'}.`;
    throw new TypeError(`${of} has no option ${JSON.stringify(full(unknown))}.${hint}`);
  }
  const read: Record<string, unknown> = {};
  for (const [name, { isAllowed, use, isRequired, names }] of Object.entries(shape)) {
    const value = options[name];
    if (value === undefined && !isRequired) continue;
    if (!isAllowed(value)) throw badOption(full(name), value, use, names);
    read[name] = value;
  }
  // Each property is what its option allows.
  return read as OptionValues<Options>;
}

/** What options may be, for the shape of readOptions. */
export const option = {
  /** What passes the test. */
  where: <Value>(test: (value: unknown) => boolean, use: string): Option<Value> => ({
    isAllowed: (value): value is Value => test(value),
    use,
  }),
  /** The same, and it must be given. */
  required: <Value>(allowed: Option<Value>): Option<Value> => ({ ...allowed, isRequired: true }),
  /** What another call reads. */
  any: <Value = unknown>(): Option<Value> => option.where(() => true, 'any value'),
  flag: (): Option<boolean> => option.where((value) => typeof value === 'boolean', 'true or false'),
  /** A string that matches the pattern. Default: any. */
  text: (use: string, pattern = /^/): Option<string> =>
    option.where((value) => typeof value === 'string' && pattern.test(value), use),
  wholeNumber: (minimum: number, unit = '', maximum?: number): Option<number> =>
    option.where(
      (value) => Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= (maximum ?? Infinity),
      `a whole number ${unit && `of ${unit} `}from ${minimum}${maximum === undefined ? '' : ` to ${maximum}`}`,
    ),
  /** Up to a day: Node.js ends a timer of 25 days at once. */
  milliseconds: (minimum: number): Option<number> => option.wholeNumber(minimum, 'milliseconds', 86_400_000),
  oneOf: <const Value>(values: readonly Value[]): Option<Value> =>
    option.where((value) => values.some((one) => one === value), listOf(values.map((value) => JSON.stringify(value)))),
  array: <Value>({ isAllowed }: Option<Value>, use: string): Option<readonly Value[]> =>
    option.where((value) => Array.isArray(value) && value.every(isAllowed), use),
  /** A list of some of the names. */
  someOf: <const Name extends string>(names: readonly Name[], use: string): Option<readonly Name[]> => ({
    ...option.array(option.oneOf(names), use),
    names,
  }),
  record: (use: string): Option<Readonly<Record<string, unknown>>> => option.where(isOptions, use),
  function: <Callback>(use: string): Option<Callback> => option.where((value) => typeof value === 'function', use),
};

/** The error for an option: its name, its value, the nearest of the names that it takes, and what to use instead. */
export function badOption(name: string, value: unknown, allowed: string, names: readonly string[] = []): TypeError {
  const unknown = [value].flat().find((one) => typeof one === 'string' && !names.includes(one));
  return new TypeError(
    `The option ${name} is ${showOption(value)}.${didYouMean(String(unknown ?? ''), names)} Use ${allowed}.`,
  );
}

function showOption(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`;
  if (value instanceof Date) return String(value);
  // An object may contain a secret, or be an emulator: its kind is enough.
  if (typeof value === 'object' && value !== null) {
    if (isEmulator(value)) return 'an emulator';
    if (!Array.isArray(value)) return isOptions(value) ? 'an object' : `an object of type ${kindOf(value)}`;
    if (value.length === 0) return 'an empty array';
    return value.every((one) => typeof one === 'string') ? showValue(value) : 'an array';
  }
  return typeof value === 'string' ? showValue(value) : String(value);
}

function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isEmulator(value)) return false;
  return kindOf(value) === 'Object' || Object.keys(value).length > 0;
}

/** Such as `Promise`, where an await was left out, or `Map`: it has no options, and would pass for an empty object. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** An emulator has methods where options have values. */
function isEmulator(value: object): boolean {
  return 'fetch' in value && 'reset' in value;
}
