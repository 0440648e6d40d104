import type * as z from 'zod';
import { asRecord, type BodyRuleId, isControlInformation, once } from '../rules/index.ts';
import type { BrokenRule, Definition, Enforced, Library, RawIssue } from './enforces.ts';

/** What is wrong with a value, and where. */
export interface Problem {
  /** The rule that it breaks; undefined in a response, which is under no rule. */
  readonly rule: BodyRuleId | undefined;
  /** The JSON type that it must have, where it has another. */
  readonly expected?: string | undefined;
  readonly path: readonly PropertyKey[];
}

interface Reading {
  readonly problems: FoundProblem[];
  /** The place of the value. */
  readonly path: PropertyKey[];
}

interface FoundProblem extends Problem {
  /** Whether zod checks no length after it, not even that of what is around the value. */
  readonly isFinal: boolean;
}

const refused = Symbol('refused');

/** Returns what a schema makes of a value; `refused` where the value has another type. */
type Read = (value: unknown, reading: Reading) => unknown;

type CheckParameters = Enforced & { readonly path?: PropertyKey[]; readonly abort?: boolean };

/** What the reader makes where zod makes a schema: it has those of zod's methods that the schemas call. */
class SchemaReader {
  readonly read: Read;

  constructor(read: Read) {
    this.read = read;
  }

  optional(): SchemaReader {
    const { read } = this;
    return new SchemaReader((value, reading) => (value === undefined ? value : read(value, reading)));
  }

  nullish(): SchemaReader {
    const { read } = this;
    return new SchemaReader((value, reading) => (value === undefined || value === null ? value : read(value, reading)));
  }

  transform(change: (value: unknown) => unknown): SchemaReader {
    return this.pipe(new SchemaReader(change));
  }

  pipe(next: SchemaReader): SchemaReader {
    return new SchemaReader((value, reading) => {
      const before = reading.problems.length;
      const between = this.read(value, reading);
      return reading.problems.length > before ? refused : next.read(between, reading);
    });
  }

  refine(test: (value: never) => boolean, parameters: CheckParameters): this {
    const { read } = this;
    return this.with((value, reading) => {
      const result = read(value, reading);
      if (result === refused || test(result as never)) return result;
      refuse(reading, parameters, { input: result }, parameters);
      return parameters.abort ? refused : result;
    });
  }

  regex(pattern: RegExp, parameters: Enforced): this {
    return this.refine((text: string) => pattern.test(text), parameters);
  }

  min(limit: number, parameters: Enforced): this {
    return this.withLength((length) => length >= limit, parameters);
  }

  max(limit: number, parameters: Enforced): this {
    return this.withLength((length) => length <= limit, parameters);
  }

  meta(): this {
    return this;
  }

  with(read: Read): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this, { read });
  }

  /** As in zod, a value of another type is checked too. */
  private withLength(test: (length: number) => boolean, parameters: Enforced): this {
    const { read } = this;
    return this.with((value, reading) => {
      const before = reading.problems.length;
      const result = read(value, reading);
      const length = lengthOf(result === refused ? value : result);
      const isChecked = result !== refused || !reading.problems.slice(before).some(({ isFinal }) => isFinal);
      if (isChecked && length !== undefined && !test(length)) refuse(reading, parameters, { input: value });
      return result;
    });
  }
}

/** The length of a text or a list. Zod compares that of any object, and throws where it is none. */
function lengthOf(value: unknown): number | undefined {
  return typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
}

class NumberReader extends SchemaReader {
  override min(limit: number, parameters: Enforced): this {
    return this.refine((value: number) => value >= limit, parameters);
  }
}

class ArrayReader extends SchemaReader {
  constructor({ read }: SchemaReader, parameters?: Enforced) {
    super((value, reading) => {
      if (!Array.isArray(value)) return refuse(reading, parameters, { input: value, expected: 'array' });
      const result = value.map((element, index) => readInside(index, read, element, reading));
      return result.includes(refused) ? refused : result;
    });
  }

  /** As in zod, of an array that is too long nothing else is reported: it may have a million elements. */
  override max(limit: number, parameters: Enforced): this {
    const { read } = super.max(limit, parameters);
    return this.with((value, reading) =>
      Array.isArray(value) && value.length > limit
        ? refuse(reading, parameters, { input: value }, { abort: true })
        : read(value, reading),
    );
  }
}

type Shape = Readonly<Record<string, SchemaReader>>;

interface Property {
  readonly name: string;
  readonly read: Read;
  readonly isRequired: boolean;
}

class ObjectReader extends SchemaReader {
  readonly shape: Shape;
  readonly extend: (shape: Shape) => ObjectReader;

  constructor(kind: 'strictObject' | 'looseObject' | 'responseObject', shape: Shape, parameters?: Enforced) {
    // Made when the first value is read: see lazyShape().
    const properties = once(() => propertiesOf(shape));
    const names = once(() => new Set(properties().map(({ name }) => name)));
    super((value, reading) => {
      const sent = asRecord(value);
      if (!sent) return refuse(reading, parameters, { input: value, expected: 'object' });
      const result = readProperties(properties(), sent, reading);
      const others = othersIn(sent, names());
      if (others.length === 0) return result;
      const undeclared = kind === 'responseObject' ? others : others.filter((name) => !isControlInformation(name));
      if (kind !== 'strictObject') return result === refused ? refused : withOthers(result, sent, undeclared);
      for (const name of undeclared)
        refuse(reading, parameters, { input: value, code: 'unrecognized_keys' }, { path: [name] });
      return result;
    });
    this.shape = shape;
    this.extend = (added) => new ObjectReader(kind, { ...shape, ...added }, parameters);
  }
}

function propertiesOf(shape: Shape): readonly Property[] {
  return Object.entries(shape).map(([name, { read }]) => {
    const problems: FoundProblem[] = [];
    read(undefined, { problems, path: [] });
    return { name, read, isRequired: problems.length > 0 };
  });
}

type Properties = Record<string, unknown>;

function othersIn(sent: Readonly<Properties>, names: ReadonlySet<string>): readonly string[] {
  const others: string[] = [];
  for (const name in sent) if (!names.has(name)) others.push(name);
  return others;
}

/** The declared properties, in the order of the schema, as zod writes them. */
function readProperties(
  properties: readonly Property[],
  sent: Readonly<Properties>,
  reading: Reading,
): Properties | typeof refused {
  const result: Properties = {};
  let isRefused = false;
  for (const { name, read, isRequired } of properties) {
    const value = sent[name];
    if (value === undefined && !isRequired) continue;
    result[name] = readInside(name, read, value, reading);
    isRefused ||= result[name] === refused;
  }
  return isRefused ? refused : result;
}

/** Zod drops `__proto__`. */
function withOthers(result: Properties, sent: Readonly<Properties>, names: readonly string[]): Properties {
  for (const name of names) if (name !== '__proto__') result[name] = sent[name];
  return result;
}

function readInside(key: PropertyKey, read: Read, value: unknown, reading: Reading): unknown {
  reading.path.push(key);
  const result = read(value, reading);
  reading.path.pop();
  return result;
}

function refuse(
  { problems, path: place }: Reading,
  parameters: Enforced | undefined,
  issue: RawIssue,
  { path = [], abort = false }: Pick<CheckParameters, 'path' | 'abort'> = {},
): typeof refused {
  const rule = parameters?.ruleBrokenBy(issue);
  problems.push({ rule, expected: issue.expected, path: [...place, ...path], isFinal: abort });
  return refused;
}

function only(isAccepted: (value: unknown) => boolean, parameters?: Enforced, kind?: Omit<RawIssue, 'input'>): Read {
  return (value, reading) => (isAccepted(value) ? value : refuse(reading, parameters, { input: value, ...kind }));
}

function typed(expected: 'string' | 'boolean', parameters?: Enforced): SchemaReader {
  return new SchemaReader(only((value) => typeof value === expected, parameters, { expected }));
}

function number(parameters?: Enforced): NumberReader {
  return new NumberReader(only(Number.isFinite, parameters, { expected: 'number' }));
}

function wholeNumber(isInRange: (value: number) => boolean, parameters: Enforced): NumberReader {
  return number(parameters)
    .refine(Number.isInteger, { ...parameters, abort: true })
    .refine(isInRange, parameters);
}

function oneOf(members: readonly unknown[], parameters?: Enforced): SchemaReader {
  const all = new Set(members);
  return new SchemaReader(only((value) => all.has(value), parameters, { code: 'invalid_value' }));
}

/** Reads as zod does, but for what no schema of the kit calls. */
export const reader = {
  string: (parameters?: Enforced) => typed('string', parameters),
  number,
  int: (parameters: Enforced) => wholeNumber(Number.isSafeInteger, parameters),
  int32: (parameters: Enforced) => wholeNumber((value) => value === (value | 0), parameters),
  boolean: (parameters?: Enforced) => typed('boolean', parameters),
  unknown: () => new SchemaReader((value) => value),
  never: (parameters?: Enforced) => new SchemaReader(only(() => false, parameters)),
  enum: oneOf,
  literal: oneOf,
  array: (element: SchemaReader, parameters?: Enforced) => new ArrayReader(element, parameters),
  // Each of this kit is of anything.
  record: (_key: SchemaReader, _value: SchemaReader, parameters?: Enforced) =>
    new SchemaReader((value, reading) => {
      const sent = asRecord(value);
      return sent
        ? withOthers({}, sent, Object.keys(sent))
        : refuse(reading, parameters, { input: value, expected: 'object' });
    }),
  union: (options: readonly SchemaReader[], parameters?: Enforced) =>
    new SchemaReader((value, reading) => {
      const { path } = reading;
      const read = options.map((option) => option.read(value, { problems: [], path })).find((one) => one !== refused);
      return read === undefined ? refuse(reading, parameters, { input: value }) : read;
    }),
  preprocess: (prepare: (value: unknown) => unknown, { read }: SchemaReader) =>
    new SchemaReader((value, reading) => read(prepare(value), reading)),
  strictObject: (shape: Shape, parameters: Enforced) => new ObjectReader('strictObject', shape, parameters),
  looseObject: (shape: Shape, parameters: Enforced) => new ObjectReader('looseObject', shape, parameters),
  responseObject: (shape: Shape) => new ObjectReader('responseObject', shape),
  checked: (schema: SchemaReader, find: (value: never) => readonly BrokenRule[]) =>
    schema.with((value, reading) => {
      const result = schema.read(value, reading);
      const found = result === refused ? [] : find(result as never);
      for (const { rule, path } of found)
        reading.problems.push({ rule, path: [...reading.path, ...path], isFinal: false });
      return result;
    }),
  // What takes the place of a schema has the methods of it that the schemas call.
} as unknown as Library;

/** What a schema makes of a value that JSON.parse has read, or else all that is wrong with it, as zod finds it. */
export function readJson<Value>(
  schema: Definition<z.ZodType<Value>>,
  value: unknown,
): { readonly problems: readonly Problem[]; readonly value?: Value } {
  const problems: FoundProblem[] = [];
  const { read } = schema(reader) as unknown as SchemaReader;
  const result = read(value, { problems, path: [] });
  // What a reader gives is what zod gives.
  return problems.length > 0 ? { problems } : { problems, value: result as Value };
}
