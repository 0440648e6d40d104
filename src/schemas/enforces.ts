import * as z from 'zod';
import { asRecord, type BodyRuleId, isControlInformation, once, ruleOf, typeNamespace } from '../rules/index.ts';

/** Which rule a value breaks, by the way in which zod finds it wrong. */
interface BrokenRules {
  /** The value is of another JSON type. */
  readonly type: BodyRuleId;
  readonly absent?: BodyRuleId;
  readonly null?: BodyRuleId;
  /** The type is right, but the value is none of the literals. */
  readonly member?: BodyRuleId;
  /** The object has properties that the schema does not name. */
  readonly unknown?: BodyRuleId;
}

interface RawIssue {
  readonly code?: string | undefined;
  readonly input?: unknown;
}

/**
 * Zod parameters that make a schema or a check speak for a rule: the issue's message is the rule's sentence with
 * the rule's id at its end, "… [id.length]". The id travels in the message because that is the one part of an
 * issue which every zod 4 keeps.
 */
export function enforces(broken: BodyRuleId | BrokenRules): { error: (issue: RawIssue) => string } {
  return { error: (issue) => messageWithIdOf(typeof broken === 'string' ? broken : brokenRule(broken, issue)) };
}

/** The id of the rule that an issue's message names; undefined for an issue of a user's own schema. */
export function ruleIdIn(message: string): string | undefined {
  return /\[([^[\]]+)\]$/.exec(message)?.[1];
}

function messageWithIdOf(id: BodyRuleId): string {
  return `${ruleOf(id).message} [${id}]`;
}

function brokenRule(broken: BrokenRules, { code, input }: RawIssue): BodyRuleId {
  if (code === 'unrecognized_keys') return broken.unknown ?? broken.type;
  if (input === undefined) return broken.absent ?? broken.type;
  if (input === null) return broken.null ?? broken.type;
  if (code === 'invalid_value' && typeof input === 'string') return broken.member ?? broken.type;
  return broken.type;
}

/**
 * The source of a pattern that matches the words in any letter case without the flag `i`, which JSON Schema and
 * Pact cannot carry: "No" becomes "[Nn][Oo]".
 */
export function anyCase(words: readonly string[]): string {
  const letters = (word: string) =>
    [...word].map((letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).join('');
  return `(?:${words.map(letters).join('|')})`;
}

/** The member that a string names in any letter case; anything else as it is. Question 22. */
export function toMember(members: readonly string[]): (value: unknown) => unknown {
  const canonical = new Map(members.map((member) => [member.toLowerCase(), member]));
  return (value) => (typeof value === 'string' ? (canonical.get(value.toLowerCase()) ?? value) : value);
}

/** What z.preprocess returns, under a name that every zod 4 has. */
export type Preprocessed<Schema extends z.ZodType> = z.ZodPipe<z.ZodTransform<unknown, unknown>, Schema>;

/**
 * z.preprocess with a type that our declarations can name: from zod 4.4.2 on it returns a ZodPreprocess, which older
 * ones lack, so that the members of an enum would silently become `any` in a user's project.
 */
export function preprocessed<Schema extends z.ZodType>(
  prepare: (value: unknown) => unknown,
  schema: Schema,
): Preprocessed<Schema> {
  return z.preprocess(prepare, schema) as unknown as Preprocessed<Schema>;
}

/** The types whose annotation is optional: those with such a rule. */
type Annotated = BodyRuleId extends infer Id ? (Id extends `${infer Type}.typeName` ? Type : never) : never;

/** Where the type is not called as in the ids of its rules: `property.known` is about a create request. */
const typeNames: Partial<Record<Annotated, string>> = { schemaProperty: 'property' };

/** The optional annotation that names the type of an object; the type as the ids of its rules have it. */
export function typeName(type: Annotated) {
  const pattern = new RegExp(`^#?${typeNamespace.replaceAll('.', '\\.')}\\.${typeNames[type] ?? type}$`);
  return z
    .string(enforces(`${type}.typeName`))
    .regex(pattern, enforces(`${type}.typeName`))
    .optional();
}

interface Length {
  /** Default 0. */
  readonly minimum?: number;
  readonly maximum: number;
}

/**
 * A text of so many UTF-16 code units, as .NET counts them. Not zod's `.min` and `.max`: they count code points from
 * 4.6 on and code units before, so the same name would pass or not by the version of zod. JSON Schema states
 * `minLength` and `maxLength`, which count code points: a text with emoji may pass there and be too long here.
 */
export function withLength(schema: z.ZodString, { minimum = 0, maximum }: Length, rule: BodyRuleId): z.ZodString {
  return schema
    .refine(({ length }) => length >= minimum && length <= maximum, enforces(rule))
    .meta({ ...(minimum > 0 && { minLength: minimum }), maxLength: maximum });
}

type ObjectParameters = ReturnType<typeof enforces>;

// The compiler asks for the annotation: `init` asserts a type.
const plainObject: z.core.$constructor<z.ZodObject> = z.ZodObject;

/** The trait of an object that ignores control information: `.extend()` and `.optional()` keep it. */
const Tolerant = z.core.$constructor<z.ZodObject>('ExternalConnectionTestkitObject', (object, definition) => {
  plainObject.init(object, definition);
  const { parse } = object._zod;
  object._zod.parse = (payload, context) => {
    payload.value = withoutControlInformation(payload.value);
    return parse(payload, context);
  };
});

/** An object with these properties and no other, apart from control information, which is dropped. Question 25. */
export function strictObject<Shape extends z.core.$ZodShape>(
  shape: Shape,
  parameters: ObjectParameters,
): z.ZodObject<Shape, z.core.$strict> {
  return tolerantObject(z.strictObject(shape, parameters));
}

/** An object that keeps every other property too, apart from control information. */
export function looseObject<Shape extends z.core.$ZodShape>(
  shape: Shape,
  parameters: ObjectParameters,
): z.ZodObject<Shape, z.core.$loose> {
  return tolerantObject(z.looseObject(shape, parameters));
}

/** Whether an object ignores control information. */
export function isTolerant(schema: z.core.$ZodType): boolean {
  return schema instanceof Tolerant;
}

function tolerantObject<Schema extends z.ZodObject>(schema: Schema): Schema {
  // The definition decides the type, and it is the same.
  return new Tolerant(schema.def) as Schema;
}

function withoutControlInformation(value: unknown): unknown {
  const record = asRecord(value);
  if (!record || !Object.keys(record).some(isControlInformation)) return value;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !isControlInformation(name)));
}

/**
 * A shape whose schemas are made when zod first reads it, which is at the first use of its object: to make those of
 * every request takes longer than to load the package.
 */
export function lazyShape<Shape extends z.ZodRawShape>(make: () => Shape): Shape {
  const made = once(make);
  // A proxy of an empty object, because the names of the properties are not known before either.
  return new Proxy({} as Shape, {
    get: (_, name) => Reflect.get(made(), name),
    has: (_, name) => Reflect.has(made(), name),
    ownKeys: () => Reflect.ownKeys(made()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(made(), name),
  });
}
