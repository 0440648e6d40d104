import * as fc from 'fast-check';
import { limits, type Member, type RuleId, ruleOf } from '../rules/index.ts';
import { alphanumeric, type Bounds, text } from './texts.ts';
import { enumValue } from './vocabulary.ts';

/** One member of an object that is being made. */
export interface Place {
  /** Its type and name, such as `externalConnection.id`. */
  readonly name: string;
  /** Where its value stands, or each element of it. */
  readonly pointer: string;
  readonly member: Member;
}

/** How many elements a list may have, where the rules say so. */
export const counts: Readonly<Record<string, Bounds>> = {
  'propertyRule.values': { ...limits.propertyRuleValues, maximum: 4 },
  'schema.properties': limits.schemaProperties,
  'searchSettings.searchResultTemplates': { minimum: 0, ...limits.searchResultTemplates },
};

/** A value, or an element, that is no object of the model. */
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
/** EDiscovery reads early versions alone, and binds without a dollar sign. */
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

/** The values for which there are rules of their own. Made once: each costs more to make than to draw from. */
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

/** The texts that pass at the boundaries of these rules. */
function acceptedTexts(...ids: readonly RuleId[]): fc.Arbitrary<string> {
  const samples = ids.flatMap((id) => ruleOf(id).accepts);
  return fc.constantFrom(...samples.filter((sample) => typeof sample === 'string'));
}
