import * as fc from 'fast-check';
import { contentExperienceTypes, enumMembers, limits, type Member, type RuleId, ruleOf } from '../rules/index.ts';
import { alphanumeric, type Bounds, text } from './texts.ts';

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
  'property.labels': { minimum: 0, ...limits.propertyLabels },
  'propertyRule.values': { ...limits.propertyRuleValues, maximum: 4 },
  'schema.properties': limits.schemaProperties,
  'searchSettings.searchResultTemplates': { minimum: 0, ...limits.searchResultTemplates },
};

/** A value, or an element, that is not an object of the metadata. */
export function simpleValue({ name, pointer, member }: Place, inAnyCase: boolean): fc.Arbitrary<unknown> {
  if (pointer.startsWith('/complianceSettings') && member.type === 'Json') return complianceCard;
  const own = ownValues[name];
  if (own) return own;
  return member.kind === 'enum' ? enumValue(member.type, inAnyCase) : (primitives[member.type] ?? jsonObject);
}

/** Shrinks from any of the kinds to the first. */
const smallestFirst = { withCrossShrink: true } as const;

const anyText = fc.string({ unit: 'grapheme' });
const jsonObject = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
const searchCard = card(anyText, anyText);
/** EDiscovery reads only early versions, and binds without a dollar sign. */
const complianceCard = card(
  acceptedTexts('complianceLayout.version'),
  anyText.filter((word) => !word.includes('${')),
);

const primitives: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  // The samples of the reference page send flags as strings too.
  Boolean: fc.constantFrom(false, true, 'false', 'true'),
  Int32: fc.integer(),
  Int64: fc.maxSafeNat(),
  String: anyText,
};

const { connectionId, connectionName, displayTemplate, schemaProperty } = limits;
const reserved = new Set(connectionId.reserved.map((word) => word.toLowerCase()));
const prefix = connectionId.forbiddenPrefix.toLowerCase();

const anyId = alphanumeric(connectionId).filter((id) => {
  const lower = id.toLowerCase();
  return !reserved.has(lower) && !lower.startsWith(prefix);
});

/** A regular expression with a named group. */
const pattern = alphanumeric({ minimum: 1, maximum: 8 }).map(
  (word) => `/${word}/(?<${word.replace(/^\d/, 'd')}>[^/]+)`,
);

/** The values that have rules of their own. Made once, for making one costs more than drawing from it. */
const ownValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'externalConnection.id': fc.oneof(
    smallestFirst,
    { weight: 9, arbitrary: anyId },
    acceptedTexts('id.prefix', 'id.reserved'),
  ),
  'externalConnection.name': text({ minimum: 0, ...connectionName }),
  'displayTemplate.id': alphanumeric({ minimum: displayTemplate.idMinimum, maximum: displayTemplate.idMaximum }),
  'displayTemplate.priority': fc.integer({ min: displayTemplate.lowestPriority }),
  'displayTemplate.layout': fc.oneof(smallestFirst, jsonObject, searchCard),
  'urlMatchInfo.urlPattern': fc.oneof(acceptedTexts('urlMatchInfo.urlPattern'), pattern),
  'schema.baseType': fc.constant(limits.externalItemType),
  'property.name': alphanumeric({ minimum: schemaProperty.nameMinimum, maximum: schemaProperty.nameMaximum }),
  'property.aliases': alphanumeric({ minimum: 1, maximum: schemaProperty.aliasMaximum }),
  'property.description': text({ minimum: 0, maximum: schemaProperty.descriptionMaximum }),
};

/** An Adaptive Card. */
function card(version: fc.Arbitrary<string>, words: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const block = fc.record({ type: fc.constant('TextBlock'), text: words }, { noNullPrototype: true });
  return fc.record(
    { type: fc.constant('AdaptiveCard'), version, body: fc.array(block, { maxLength: 3 }) },
    { noNullPrototype: true },
  );
}

/** The accepted samples of these rules. */
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

/** A word that is not a member of any enum. */
export const notAMember: fc.Arbitrary<string> = fc
  .string({ unit: 'grapheme' })
  .filter((word) => !word.includes(',') && !everyMember.has(word.trim().toLowerCase()));

const everyMember = new Set(
  Object.values(enumMembers)
    .flat()
    .map((member) => member.toLowerCase()),
);
