import * as fc from 'fast-check';
import {
  contentExperienceTypes,
  enumMembers,
  limits,
  type Member,
  once,
  type Rule,
  type RuleId,
  ruleOf,
} from '../rules/index.ts';

/** Bounds of a length, both included. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One ASCII letter or digit; `a` is the smallest. */
const letterOrDigit = once(() => fc.constantFrom(...letters, ...letters.toUpperCase(), ...'0123456789'));

/**
 * A length: mostly the smallest, sometimes any, and every tenth time the largest. Shrinks to the smallest, for every
 * number above the largest is cut to it.
 */
export function lengthBetween({ minimum, maximum }: Bounds): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(minimum) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: minimum, max: 2 * maximum }).map((length) => Math.min(length, maximum)),
    },
  );
}

/** Text in any script; its length is counted in UTF-16 code units, as .NET does, so it is never longer in code points. */
export function text(bounds: Bounds): fc.Arbitrary<string> {
  return stretched(fc.string({ unit: 'grapheme', maxLength: bounds.maximum }), fc.constantFrom('a', 'é', '数'), bounds);
}

/** ASCII letters and digits. */
export function alphanumeric(bounds: Bounds): fc.Arbitrary<string> {
  return stretched(fc.string({ unit: letterOrDigit(), maxLength: bounds.maximum }), fc.constant('a'), bounds);
}

/** A short text filled up with one letter to the length, so that a long one shrinks in few steps. */
function stretched(start: fc.Arbitrary<string>, filling: fc.Arbitrary<string>, bounds: Bounds): fc.Arbitrary<string> {
  return fc
    .tuple(start, filling, lengthBetween(bounds))
    .map(([some, letter, length]) => some.padEnd(length, letter))
    .filter(({ length }) => length <= bounds.maximum);
}

/** One property of an object that is being made. */
export interface Place {
  /** Its type and name, such as `externalConnection.id`. */
  readonly name: string;
  /** JSON pointer to its value, or to each element of it. */
  readonly pointer: string;
  readonly member: Member;
}

/** How many elements a list may have, where the rules say so. */
export const counts: Readonly<Record<string, Bounds>> = {
  'externalItem.acl': { minimum: 1, maximum: 3 },
  'externalItem.activities': { minimum: 0, ...limits.activities },
  'property.labels': { minimum: 0, ...limits.propertyLabels },
  'propertyRule.values': { ...limits.propertyRuleValues, maximum: 4 },
  'schema.properties': limits.schemaProperties,
  'searchSettings.searchResultTemplates': { minimum: 0, ...limits.searchResultTemplates },
};

/** A value, or an element, that is not an object of the metadata. */
export function simpleValue({ name, pointer, member }: Place, inAnyCase: boolean): fc.Arbitrary<unknown> {
  if (pointer.startsWith('/complianceSettings') && member.type === 'Json') return complianceCard();
  const own = ownValues()[name];
  if (own) return own;
  return member.kind === 'enum' ? enumValue(member.type, inAnyCase) : (primitives()[member.type] ?? jsonObject());
}

/** Shrinks from any of the kinds to the first. */
const smallestFirst = { withCrossShrink: true } as const;

/** Text of any length, in any script. */
export const anyText = () => fc.string({ unit: 'grapheme' });
/** A date of ISO 8601, in UTC. */
export const dateTime = () =>
  fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((moment) => moment.toISOString());
const jsonObject = once(() => fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true }));
/** EDiscovery reads only early versions, and binds without a dollar sign. */
const complianceCard = once(() =>
  card(
    acceptedTexts('complianceLayout.version'),
    anyText().filter((word) => !word.includes('${')),
  ),
);

const primitives = once(
  (): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
    // The samples of the reference page send flags as strings too.
    Boolean: fc.constantFrom(false, true, 'false', 'true'),
    DateTimeOffset: dateTime(),
    Int32: fc.integer(),
    Int64: fc.maxSafeNat(),
    String: anyText(),
  }),
);

const { connectionId, connectionName, displayTemplate, schemaProperty } = limits;
const reserved = new Set(connectionId.reserved.map((word) => word.toLowerCase()));
const prefix = connectionId.forbiddenPrefix.toLowerCase();

function isFree(id: string): boolean {
  const lower = id.toLowerCase();
  return !reserved.has(lower) && !lower.startsWith(prefix);
}

/** A regular expression with a named group. */
function pattern(): fc.Arbitrary<string> {
  return alphanumeric({ minimum: 1, maximum: 8 }).map((word) => `/${word}/(?<${word.replace(/^\d/, 'd')}>[^/]+)`);
}

/** The values that have rules of their own. Made once, for making one costs more than drawing from it. */
const ownValues = once(
  (): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
    'externalConnection.id': fc.oneof(
      smallestFirst,
      { weight: 9, arbitrary: alphanumeric(connectionId).filter(isFree) },
      acceptedTexts('id.prefix', 'id.reserved'),
    ),
    'externalItem.id': alphanumeric(limits.itemId),
    'acl.value': fc.oneof(fc.uuid(), anyText().filter(Boolean)),
    'externalConnection.name': text({ minimum: 0, ...connectionName }),
    'displayTemplate.id': alphanumeric(displayTemplate.id),
    'displayTemplate.priority': fc.integer({ min: displayTemplate.lowestPriority }),
    'displayTemplate.layout': fc.oneof(smallestFirst, jsonObject(), card(anyText(), anyText())),
    'urlMatchInfo.urlPattern': fc.oneof(acceptedTexts('urlMatchInfo.urlPattern'), pattern()),
    'schema.baseType': fc.constant(limits.externalItemType),
    'property.name': alphanumeric(schemaProperty.name),
    'property.aliases': alphanumeric({ minimum: 1, maximum: schemaProperty.alias.maximum }),
    'property.description': text({ minimum: 0, maximum: schemaProperty.description.maximum }),
  }),
);

function card(version: fc.Arbitrary<string>, words: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const block = fc.record({ type: fc.constant('TextBlock'), text: words }, { noNullPrototype: true });
  return fc.record(
    { type: fc.constant('AdaptiveCard'), version, body: fc.array(block, { maxLength: 3 }) },
    { noNullPrototype: true },
  );
}

function acceptedTexts(...ids: readonly RuleId[]): fc.Arbitrary<string> {
  const samples = ids.flatMap((id) => ruleOf(id).accepts);
  return fc.constantFrom(...samples.filter((sample) => typeof sample === 'string'));
}

/** A member of an enum, or several where the enum consists of flags; in any case where that is valid. */
function enumValue(type: string, inAnyCase: boolean): fc.Arbitrary<string> {
  const members =
    type === 'contentExperienceType'
      ? fc.subarray([...contentExperienceTypes], { minLength: 1 }).map((flags) => flags.join(', '))
      : fc.constantFrom(...(enumMembers[type] ?? []));
  if (!inAnyCase) return members;
  return fc.oneof({ weight: 3, arbitrary: members }, { weight: 1, arbitrary: fc.mixedCase(members) });
}

const notAMember = once((): fc.Arbitrary<string> => {
  const every = new Set(Object.values(enumMembers).flatMap((all) => all.map((one) => one.toLowerCase())));
  return fc.string({ unit: 'grapheme' }).filter((word) => !word.includes(',') && !every.has(word.trim().toLowerCase()));
});

/** A value that breaks a rule: one of its samples, or for some rules any other invalid value. */
export function brokenValue(rule: Rule): fc.Arbitrary<unknown> {
  const samples = fc.constantFrom(...rule.rejects);
  const further = furtherOut()[rule.id];
  return further ? fc.oneof(samples, further) : samples;
}

/** Text that is too long by one character or many, in code points too, which JSON Schema counts. */
const longerThan = (maximum: number) =>
  text({ minimum: maximum + 1, maximum: 3 * maximum }).filter((value) => [...value].length > maximum);

/** Letters and digits with one other character, of an allowed length. */
const withForeignCharacter = once(() => {
  const foreign = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
    .filter((character) => !limits.alphanumeric.test(character));
  return fc
    .tuple(alphanumeric({ minimum: 3, maximum: 8 }), foreign, fc.nat({ max: 8 }))
    .map(([word, character, at]) => `${word.slice(0, at)}${character}${word.slice(at)}`)
    .filter(({ length }) => length <= limits.displayTemplate.id.maximum);
});

function noInt32(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.maxSafeInteger().filter((number) => number < -(2 ** 31) || number > 2 ** 31 - 1),
    fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
  );
}

const furtherOut = once(
  (): Readonly<Partial<Record<RuleId, fc.Arbitrary<unknown>>>> => ({
    'contentCategory.member': notAMember(),
    'displayTemplate.idAlphanumeric': withForeignCharacter(),
    'displayTemplate.idLength': longerThan(displayTemplate.id.maximum),
    'displayTemplate.priority': fc.integer({ max: displayTemplate.lowestPriority - 1 }),
    'enabledContentExperiences.member': notAMember(),
    'id.alphanumeric': withForeignCharacter(),
    'id.length': fc.oneof(
      alphanumeric({ minimum: 0, maximum: connectionId.minimum - 1 }),
      longerThan(connectionId.maximum),
    ),
    'id.prefix': fc
      .tuple(fc.mixedCase(fc.constant(connectionId.forbiddenPrefix)), alphanumeric({ minimum: 0, maximum: 23 }))
      .map((parts) => parts.join('')),
    'id.reserved': fc.mixedCase(fc.constantFrom(...connectionId.reserved)),
    'json.int32': noInt32(),
    'name.length': longerThan(connectionName.maximum),
    'propertyRule.operation': notAMember(),
    'propertyRule.valuesJoinedBy': notAMember(),
    'rankingHint.importanceScore': notAMember(),
    'schemaProperty.aliasAlphanumeric': withForeignCharacter(),
    'schemaProperty.aliasLength': longerThan(schemaProperty.alias.maximum),
    'schemaProperty.description': longerThan(schemaProperty.description.maximum),
    'schemaProperty.label': notAMember(),
    'schemaProperty.nameAlphanumeric': withForeignCharacter(),
    'schemaProperty.nameLength': longerThan(schemaProperty.name.maximum),
    'schemaProperty.type': notAMember(),
    'state.member': notAMember(),
  }),
);
