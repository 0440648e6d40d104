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

interface FoundProblem extends Problem {
  /** Whether zod checks no length after it, not even that of what is around the value. */
  readonly isFinal: boolean;
}

/** One reading of a value. */
interface Reading {
  /** Whether JSON.parse made the value; of any other, what JSON.stringify does not write as it is is refused. */
  readonly isJson: boolean;
  /** Gets every problem; without it, the first one ends the reading. */
  readonly problems?: FoundProblem[];
  /** The place of the value. */
  readonly path: PropertyKey[];
}

const refused = Symbol('refused');

/** Returns what the checks of a schema are to read of a value; `refused` where the value has another type. */
type Read = (value: unknown, reading: Reading) => unknown;

type CheckParameters = Enforced & { readonly path?: PropertyKey[]; readonly abort?: boolean };

interface Check {
  readonly test: (value: never, reading: Reading) => boolean;
  /** What a failure reports; undefined where the test reports by itself. */
  readonly parameters?: CheckParameters;
  /** Whether a value of another type is checked too, as zod does it with a length. */
  readonly isOfLength?: boolean;
}

/** What the reader makes where zod makes a schema: it has those of zod's methods that the schemas call. */
class SchemaReader {
  private readonly readType: Read;
  private readonly checks: readonly Check[] = [];

  constructor(readType: Read) {
    this.readType = readType;
  }

  read(value: unknown, reading: Reading): unknown {
    const { problems } = reading;
    const start = problems?.length ?? 0;
    let result = this.readType(value, reading);
    if (result === refused && !problems) return refused;
    for (const { test, parameters, isOfLength } of this.checks) {
      if (result === refused && !(isOfLength && !problems?.slice(start).some(({ isFinal }) => isFinal))) continue;
      const checked = result === refused ? value : result;
      if (test(checked as never, reading)) continue;
      if (!problems) return refused;
      if (!parameters) continue;
      refuse(reading, parameters, { input: checked }, parameters);
      if (parameters.abort) result = refused;
    }
    return result;
  }

  /** The reading as a function: that of the type alone, where there is no check. */
  get reads(): Read {
    return this.checks.length === 0 ? this.readType : (value, reading) => this.read(value, reading);
  }

  /** The same, where a value with any problem is refused. */
  readFlawless(value: unknown, reading: Reading): unknown {
    const before = reading.problems?.length;
    const result = this.read(value, reading);
    return reading.problems?.length === before ? result : refused;
  }

  optional(): SchemaReader {
    const { reads } = this;
    return new SchemaReader((value, reading) => (value === undefined ? value : reads(value, reading)));
  }

  nullable(): SchemaReader {
    const { reads } = this;
    return new SchemaReader((value, reading) => (value === null ? value : reads(value, reading)));
  }

  nullish(): SchemaReader {
    return this.nullable().optional();
  }

  transform(change: (value: unknown) => unknown): SchemaReader {
    return this.pipe(new SchemaReader(change));
  }

  pipe(next: SchemaReader): SchemaReader {
    return new SchemaReader((value, reading) => {
      const between = this.readFlawless(value, reading);
      return between === refused ? refused : next.read(between, reading);
    });
  }

  refine(test: Check['test'], parameters: CheckParameters): this {
    return this.with({ test, parameters });
  }

  checked(find: (value: never) => readonly BrokenRule[]): this {
    return this.with({
      test: (value, { problems, path: place }) => {
        const found = find(value);
        problems?.push(...found.map(({ rule, path }) => ({ rule, path: [...place, ...path], isFinal: false })));
        return found.length === 0;
      },
    });
  }

  regex(pattern: RegExp, parameters: Enforced): this {
    return this.refine((text: string) => pattern.test(text), parameters);
  }

  min(limit: number, parameters: Enforced): this {
    return this.with({ test: (value) => (lengthOf(value) ?? limit) >= limit, parameters, isOfLength: true });
  }

  max(limit: number, parameters: Enforced): this {
    return this.with({ test: (value) => (lengthOf(value) ?? limit) <= limit, parameters, isOfLength: true });
  }

  meta(): this {
    return this;
  }

  private with(check: Check): this {
    const changed = { checks: [...this.checks, check] };
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this, changed);
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
  private readonly most?: { readonly limit: number; readonly parameters: Enforced };

  constructor(element: SchemaReader, parameters?: Enforced) {
    super((value, reading) =>
      Array.isArray(value) && isPlain(value, reading)
        ? readElements(element.reads, value, reading)
        : refuse(reading, parameters, { input: value, expected: 'array' }),
    );
  }

  /** As in zod, of an array that is too long nothing else is reported: it may have a million elements. */
  override read(value: unknown, reading: Reading): unknown {
    const { most } = this;
    const isTooLong = most && Array.isArray(value) && value.length > most.limit;
    return isTooLong ? refuse(reading, most.parameters, { input: value }, { abort: true }) : super.read(value, reading);
  }

  override max(limit: number, parameters: Enforced): this {
    return Object.assign(super.max(limit, parameters), { most: { limit, parameters } });
  }
}

type Shape = Readonly<Record<string, SchemaReader>>;

interface Property {
  readonly name: string;
  readonly reads: Read;
  readonly isRequired: boolean;
}

type ObjectKind = 'strictObject' | 'looseObject' | 'responseObject';

class ObjectReader extends SchemaReader {
  readonly shape: Shape;
  private readonly kind: ObjectKind;
  private readonly parameters?: Enforced | undefined;

  constructor(kind: ObjectKind, shape: Shape, parameters?: Enforced) {
    // Made when the first value is read: see lazyShape().
    const properties = once(() => propertiesOf(shape));
    const names = once(() => new Set(properties().map(({ name }) => name)));
    super((value, reading) => {
      const sent = asRecord(value);
      if (!sent || !isPlain(sent, reading)) return refuse(reading, parameters, { input: value, expected: 'object' });
      const result = readProperties(properties(), sent, reading);
      if (result === refused && !reading.problems) return refused;
      const others = othersIn(sent, names());
      if (others.length === 0) return result;
      if (others.some((name) => !isJson(sent[name], reading))) return refused;
      const undeclared = kind === 'responseObject' ? others : others.filter((name) => !isControlInformation(name));
      if (kind !== 'strictObject') return result === refused ? refused : withOthers(result, sent, undeclared);
      for (const name of undeclared)
        refuse(reading, parameters, { input: value, code: 'unrecognized_keys' }, { path: [name] });
      return undeclared.length > 0 && !reading.problems ? refused : result;
    });
    this.shape = shape;
    this.kind = kind;
    this.parameters = parameters;
  }

  extend(shape: Shape): ObjectReader {
    return new ObjectReader(this.kind, { ...this.shape, ...shape }, this.parameters);
  }
}

function propertiesOf(shape: Shape): readonly Property[] {
  return Object.entries(shape).map(([name, { reads }]) => {
    return { name, reads, isRequired: reads(undefined, { isJson: true, path: [] }) === refused };
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
  for (const { name, reads, isRequired } of properties) {
    const value = sent[name];
    if (value === undefined && !isRequired) continue;
    const property = readInside(name, reads, value, reading);
    if (property !== refused) result[name] = property;
    else if (reading.problems) isRefused = true;
    else return refused;
  }
  return isRefused ? refused : result;
}

/** Zod drops `__proto__`. */
function withOthers(result: Properties, sent: Readonly<Properties>, names: readonly string[]): Properties {
  for (const name of names) if (name !== '__proto__') result[name] = sent[name];
  return result;
}

function readElements(reads: Read, sent: readonly unknown[], reading: Reading): unknown {
  const result: unknown[] = [];
  let isRefused = false;
  for (let index = 0; index < sent.length; index += 1) {
    const read = readInside(index, reads, sent[index], reading);
    if (read === refused && !reading.problems) return refused;
    isRefused ||= read === refused;
    result.push(read);
  }
  return isRefused ? refused : result;
}

function readInside(key: PropertyKey, reads: Read, value: unknown, reading: Reading): unknown {
  reading.path.push(key);
  const result = reads(value, reading);
  reading.path.pop();
  return result;
}

/** Reports what is wrong with a value, where the reading is one that reports. */
function refuse(
  { problems, path: place }: Reading,
  parameters: Enforced | undefined,
  issue: RawIssue,
  { path = [], abort = false }: Pick<CheckParameters, 'path' | 'abort'> = {},
): typeof refused {
  const rule = parameters?.ruleBrokenBy(issue);
  problems?.push({ rule, expected: issue.expected, path: [...place, ...path], isFinal: abort });
  return refused;
}

/** The value where the test accepts it. */
function only(isAccepted: (value: unknown) => boolean, parameters?: Enforced, kind?: Omit<RawIssue, 'input'>): Read {
  return (value, reading) => (isAccepted(value) ? value : refuse(reading, parameters, { input: value, ...kind }));
}

/** A value of a type that `typeof` names. */
function typed(expected: 'string' | 'boolean', parameters?: Enforced): SchemaReader {
  return new SchemaReader(only((value) => typeof value === expected, parameters, { expected }));
}

function numberRead(parameters?: Enforced): Read {
  return only(Number.isFinite, parameters, { expected: 'number' });
}

function wholeNumber(isInRange: (value: number) => boolean, parameters?: Enforced): SchemaReader {
  const readNumber = numberRead(parameters);
  const reader = new NumberReader((value, reading) => {
    const number = readNumber(value, reading);
    return number === refused || Number.isInteger(number)
      ? number
      : refuse(reading, parameters, { input: value }, { abort: true });
  });
  return parameters ? reader.refine(isInRange, parameters) : reader;
}

function oneOf(members: readonly unknown[], parameters?: Enforced): SchemaReader {
  const all = new Set(members);
  return new SchemaReader(only((value) => all.has(value), parameters, { code: 'invalid_value' }));
}

/** Reads as zod does, but for what no schema of the kit calls. */
export const reader = {
  string: (parameters?: Enforced) => typed('string', parameters),
  number: (parameters?: Enforced) => new NumberReader(numberRead(parameters)),
  int: (parameters?: Enforced) => wholeNumber(Number.isSafeInteger, parameters),
  int32: (parameters?: Enforced) => wholeNumber((value) => value === (value | 0), parameters),
  boolean: (parameters?: Enforced) => typed('boolean', parameters),
  unknown: () => new SchemaReader((value, reading) => (isJson(value, reading) ? value : refused)),
  never: (parameters?: Enforced) => new SchemaReader(only(() => false, parameters)),
  enum: oneOf,
  literal: oneOf,
  array: (element: SchemaReader, parameters?: Enforced) => new ArrayReader(element, parameters),
  // Each of this kit is of anything.
  record: (_key: SchemaReader, _value: SchemaReader, parameters?: Enforced) =>
    new SchemaReader((value, reading) => {
      const sent = asRecord(value);
      if (!sent) return refuse(reading, parameters, { input: value, expected: 'object' });
      return isJson(sent, reading) ? withOthers({}, sent, Object.keys(sent)) : refused;
    }),
  union: (options: readonly SchemaReader[], parameters?: Enforced) =>
    new SchemaReader((value, reading) => {
      const { isJson, path } = reading;
      const read = options.map((option) => option.read(value, { isJson, path })).find((one) => one !== refused);
      return read === undefined ? refuse(reading, parameters, { input: value }) : read;
    }),
  preprocess: (prepare: (value: unknown) => unknown, { reads }: SchemaReader) =>
    new SchemaReader((value, reading) => reads(prepare(value), reading)),
  strictObject: (shape: Shape, parameters: Enforced) => new ObjectReader('strictObject', shape, parameters),
  looseObject: (shape: Shape, parameters: Enforced) => new ObjectReader('looseObject', shape, parameters),
  responseObject: (shape: Shape) => new ObjectReader('responseObject', shape),
  checked: (schema: SchemaReader, find: (value: never) => readonly BrokenRule[]) => schema.checked(find),
  // What takes the place of a schema has the methods of it that the schemas call.
} as unknown as Library;

/**
 * Whether a schema accepts a value that JSON.stringify writes as it is. A value that has to be written as JSON first is
 * refused: it has a prototype, a `toJSON`, many levels.
 */
export function accepts(schema: Definition<z.ZodType>, value: unknown): boolean {
  try {
    return readerOf(schema).read(value, { isJson: false, path: [] }) !== refused;
  } catch {
    // A getter throws.
    return false;
  }
}

/** What a schema makes of a value that JSON.parse has read, or else all that is wrong with it, as zod finds it. */
export function readJson<Value>(
  schema: Definition<z.ZodType<Value>>,
  value: unknown,
): { readonly problems: readonly Problem[]; readonly value?: Value } {
  const problems: FoundProblem[] = [];
  const read = readerOf(schema).read(value, { isJson: true, path: [], problems });
  // What a reader gives is what zod gives.
  return problems.length > 0 ? { problems } : { problems, value: read as Value };
}

function readerOf(schema: Definition<z.ZodType>): SchemaReader {
  return schema(reader) as unknown as SchemaReader;
}

function isJson(value: unknown, reading: Reading): boolean {
  return reading.isJson || plainCopyOf(value) !== undefined;
}

function isPlain(value: object, reading: Reading): boolean {
  return reading.isJson || isPlainContainer(value);
}

/** A copy of a value that JSON.stringify writes as it is, where it is neither large nor deep; undefined of any other. */
export function plainCopyOf(root: unknown): unknown {
  // How many values are copied: of what refers to one value again and again, JSON.stringify makes an error.
  let values = 10_000;
  const copyOf = (value: unknown, levels: number): unknown => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined;
    if (typeof value !== 'object' || levels === 0 || values < 0 || !isPlainContainer(value)) return undefined;
    if (Array.isArray(value)) {
      values -= value.length;
      const elements = value.map((element) => copyOf(element, levels - 1));
      return elements.includes(undefined) ? undefined : elements;
    }
    // The one time that a getter is read.
    const copy: Record<string, unknown> = { ...value };
    for (const name in copy) {
      values -= 1;
      const property = copyOf(copy[name], levels - 1);
      if (property === undefined) return undefined;
      copy[name] = property;
    }
    return copy;
  };
  return copyOf(root, 80);
}

/** Whether an object or an array is no more than its properties or elements. */
function isPlainContainer(value: object): boolean {
  return Object.getPrototypeOf(value) === (Array.isArray(value) ? Array : Object).prototype && !('toJSON' in value);
}
