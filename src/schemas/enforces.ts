import type * as z from 'zod';
import { type BodyRuleId, once, oncePer, ruleOf, showValue, typeNamespace } from '../rules/index.ts';

/** What zod and the reader know of a value that breaks a rule. */
export interface RawIssue {
  readonly code?: string | undefined;
  readonly input?: unknown;
  /** The JSON type that it must have, where it has another. */
  readonly expected?: string | undefined;
  /** The names of the properties that the schema does not have. */
  readonly keys?: readonly string[] | undefined;
}

/** A rule that a value breaks, and where in the value. */
export interface BrokenRule {
  readonly rule: BodyRuleId;
  readonly path: readonly PropertyKey[];
}

/** What makes a schema or a check speak for a rule. */
export interface Enforced {
  /** For zod: the rule's sentence with its id at the end, "… [id.length]". */
  readonly error: (issue: RawIssue) => string;
  /** For the reader. */
  readonly ruleBrokenBy: (issue: RawIssue) => BodyRuleId;
}

/** What z.preprocess returns, under a name that every zod 4 has. */
export type Preprocessed<Schema extends z.ZodType> = z.ZodPipe<z.ZodTransform<unknown, unknown>, Schema>;

/**
 * The functions of zod that the schemas are made of. Each schema is written once, as a function of a
 * library: that of zod makes what users parse with, and the reader decides, in a fraction of the time and without
 * loading zod.
 */
export interface Library
  extends Pick<
    typeof z,
    | 'array'
    | 'boolean'
    | 'enum'
    | 'int'
    | 'int32'
    | 'literal'
    | 'never'
    | 'number'
    | 'record'
    | 'string'
    | 'union'
    | 'unknown'
  > {
  /**
   * z.preprocess with a type that our declarations can name: from zod 4.4.2 on it returns a ZodPreprocess, which older
   * ones lack, so that the members of an enum would silently become `any` in a user's project.
   */
  preprocess<Schema extends z.ZodType>(prepare: (value: unknown) => unknown, schema: Schema): Preprocessed<Schema>;
  /** An object with these properties and no other, apart from control information, which is dropped. Question 25. */
  strictObject<Shape extends z.core.$ZodShape>(shape: Shape, parameters: Enforced): z.ZodObject<Shape, z.core.$strict>;
  /** An object that keeps every other property too, apart from control information. */
  looseObject<Shape extends z.core.$ZodShape>(shape: Shape, parameters: Enforced): z.ZodObject<Shape, z.core.$loose>;
  /** An object that keeps every other property. */
  responseObject<Shape extends z.core.$ZodShape>(shape: Shape): z.ZodObject<Shape, z.core.$loose>;
  /** The schema with a check that finds any number of broken rules. */
  checked<Value>(schema: z.ZodType<Value>, find: (value: Value) => readonly BrokenRule[]): z.ZodType<Value>;
}

/** What is made of a library: a schema, or a part of some. */
export type Definition<Schema> = (z: Library) => Schema;

/** What a function makes of a library, made once for each. */
export function define<Made>(make: Definition<Made>): Definition<Made> {
  return oncePer(make);
}

/** A rule, or the one that a value of the kind breaks. */
type RuleChoice = BodyRuleId | ((value: unknown) => BodyRuleId);

/** Which rule a value breaks, by the way in which zod finds it wrong. */
interface RulesByIssue {
  /** The value is of another JSON type. */
  readonly type: RuleChoice;
  /** The value is absent or null. */
  readonly missing?: BodyRuleId;
  /** The value is null, where that breaks another rule than its absence. */
  readonly null?: BodyRuleId;
  /** The type is right, but the value is none of the literals. */
  readonly member?: RuleChoice;
  /** The object has properties that the schema does not name. */
  readonly unknown?: BodyRuleId;
}

/**
 * Parameters that make a schema or a check speak for a rule. For zod, the id travels in the message, because that is
 * the one part of an issue which every zod 4 keeps.
 */
export function enforces(broken: BodyRuleId | RulesByIssue): Enforced {
  const ruleIdOf = (issue: RawIssue) => (typeof broken === 'string' ? broken : brokenRule(broken, issue));
  return { error: (issue) => messageWithIdOf(ruleIdOf(issue), issue.keys), ruleBrokenBy: ruleIdOf };
}

/** The same for a check of a length, which zod makes of any object that has one, whatever that is. */
export function enforcesLength(rule: BodyRuleId): Enforced {
  const hasLength = ({ value }: { value: unknown }) => typeof value === 'string' || Array.isArray(value);
  return Object.assign(enforces(rule), { when: hasLength });
}

/** The message of an issue that breaks a rule, with the first of the names that are unknown. */
export function messageWithIdOf(id: BodyRuleId, [unknown]: readonly string[] = []): string {
  return `${unknown === undefined ? ruleOf(id).message : `Unknown property ${showValue(unknown)}.`} [${id}]`;
}

function brokenRule(broken: RulesByIssue, { code, input }: RawIssue): BodyRuleId {
  if (code === 'unrecognized_keys' && broken.unknown) return broken.unknown;
  if (input === null && broken.null) return broken.null;
  if ((input === undefined || input === null) && broken.missing) return broken.missing;
  const isMember = code === 'invalid_value' && typeof input === 'string';
  const choice = isMember ? (broken.member ?? broken.type) : broken.type;
  return typeof choice === 'string' ? choice : choice(input);
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

/** A member of an enum, named in any letter case. Question 22. */
export function enumOf<const Members extends readonly string[]>(
  z: Library,
  members: Members,
  broken: BodyRuleId | RulesByIssue,
) {
  return z.preprocess(toMember(members), z.enum(members, enforces(broken)));
}

/** A property that must not be sent. */
export function notSent(z: Library, rule: BodyRuleId) {
  return z.never(enforces(rule)).optional();
}

/** The types whose annotation is optional: those with such a rule. */
type Annotated = BodyRuleId extends infer Id ? (Id extends `${infer Type}.typeName` ? Type : never) : never;

/** Where the type is not called as in the ids of its rules: `property.known` is about a create request. */
const typeNames: Partial<Record<Annotated, string>> = { schemaProperty: 'property', performer: 'identity' };

/** The optional annotation that names the type of an object; the type as the ids of its rules have it. */
export function typeName(z: Library, type: Annotated) {
  return namedType(z, typeNames[type] ?? type, `${type}.typeName`).optional();
}

/** An object that may name its type, with these properties and no other. */
export function objectOf<Shape extends z.core.$ZodShape>(
  z: Library,
  type: Annotated,
  parameters: Enforced,
  properties: Shape,
) {
  return z.strictObject({ '@odata.type': typeName(z, type), ...properties }, parameters);
}

/** The annotation that names the type of an object. */
export function namedType(z: Library, type: string, rule: BodyRuleId) {
  return z.string(enforces(rule)).regex(typeNamePattern(type), enforces(rule));
}

/** What an annotation must match that names the type of an object. */
export function typeNamePattern(type: string): RegExp {
  return new RegExp(`^#?${typeNamespace.replaceAll('.', '\\.')}\\.${type}$`);
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
