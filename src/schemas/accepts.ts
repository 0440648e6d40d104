import * as z from 'zod';
import { asRecord, isControlInformation } from '../rules/index.ts';
import { isTolerant } from './enforces.ts';

const refused = Symbol('refused');

/** Returns what the checks of an outer schema are to read of a value; `refused` where its own schema refuses it. */
type SchemaReader = (value: unknown) => unknown;

const readers = new WeakMap<z.core.$ZodType, SchemaReader>();

/**
 * Whether a schema accepts a value that JSON.stringify writes as it is. Zod says the same, in several times the time,
 * and why. A value that has to be written as JSON first is refused: it has a prototype, a `toJSON`, many levels.
 */
export function accepts(schema: z.core.$ZodType, value: unknown): boolean {
  try {
    return readerOf(schema)(value) !== refused;
  } catch {
    // A getter throws.
    return false;
  }
}

/** Made once for each schema. */
function readerOf(schema: z.core.$ZodType): SchemaReader {
  const read = readers.get(schema) ?? withChecks(schema, withoutChecks(schema));
  readers.set(schema, read);
  return read;
}

function withChecks(schema: z.core.$ZodType, read: SchemaReader | undefined): SchemaReader {
  if (!read) return (value) => readByZod(schema, value);
  const { checks = [] } = schema._zod.def;
  if (checks.length === 0) return read;
  return (value) => {
    const result = read(value);
    if (result === refused) return refused;
    // The condition of a check, where it has one, is that its schema accepts the value.
    const payload: z.core.ParsePayload<never> = { value: result as never, issues: [] };
    for (const check of checks) {
      check._zod.check(payload);
      if (payload.issues.length > 0) return refused;
    }
    return payload.value;
  };
}

function readByZod(schema: z.core.$ZodType, value: unknown): unknown {
  const { success, data } = z.safeParse(schema, value);
  return success ? data : refused;
}

/** Undefined where zod itself is to read the value. */
function withoutChecks(schema: z.core.$ZodType): SchemaReader | undefined {
  const { def, values } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return (value) => (typeof value === 'string' ? value : refused);
    case 'enum':
    case 'literal':
      return values && ((value) => (values.has(value as string) ? value : refused));
    case 'unknown':
      return readJson;
    case 'record':
      // Each of this kit is of anything.
      return (value) => (asRecord(value) ? readJson(value) : refused);
    case 'optional':
      return exceptFor(undefined, readerOf(def.innerType));
    case 'nullable':
      return exceptFor(null, readerOf(def.innerType));
    case 'transform':
      return def.transform as SchemaReader;
    case 'pipe':
      return inTurn(readerOf(def.in), readerOf(def.out));
    case 'array':
      return arrayReader(readerOf(def.element));
    case 'object':
      return isTolerant(schema) ? objectReader(def) : undefined;
    default:
      return undefined;
  }
}

function exceptFor(accepted: null | undefined, read: SchemaReader): SchemaReader {
  return (value) => (value === accepted ? value : read(value));
}

function inTurn(first: SchemaReader, second: SchemaReader): SchemaReader {
  return (value) => {
    const between = first(value);
    return between === refused ? refused : second(between);
  };
}

function arrayReader(read: SchemaReader): SchemaReader {
  return (value) => {
    if (!Array.isArray(value) || !isPlainContainer(value)) return refused;
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index += 1) {
      const element = read(value[index]);
      if (element === refused) return refused;
      if (element === value[index]) continue;
      copy ??= [...value];
      copy[index] = element;
    }
    return copy ?? value;
  };
}

function objectReader({ shape, catchall }: z.core.$ZodObjectDef): SchemaReader {
  const byName = new Map(Object.entries(shape).map(([name, schema]) => [name, readerOf(schema)]));
  const required = new Set([...byName].filter(([, read]) => read(undefined) === refused).map(([name]) => name));
  const isOpen = catchall?._zod.def.type === 'unknown';
  return (value) => {
    const sent = asRecord(value);
    if (!sent || !isPlainContainer(sent)) return refused;
    let copy: Record<string, unknown> | undefined;
    let missing = required.size;
    for (const name in sent) {
      const property = sent[name];
      const read = byName.get(name) ?? (isOpen || isControlInformation(name) ? readJson : undefined);
      const result = read ? read(property) : refused;
      if (result === refused) return refused;
      if (required.has(name)) missing -= 1;
      if (result === property) continue;
      copy ??= { ...sent };
      copy[name] = result;
    }
    return missing === 0 ? (copy ?? sent) : refused;
  };
}

function readJson(value: unknown): unknown {
  return plainCopyOf(value) === undefined ? refused : value;
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
