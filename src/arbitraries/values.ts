import * as fc from 'fast-check';
import { limits, type Member, ruleOf } from '../rules/index.ts';
import type { Demands } from './demands.ts';
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
export function simpleValue(place: Place, demands: Demands, inAnyCase: boolean): fc.Arbitrary<unknown> {
  const { name, pointer, member } = place;
  const own = ownValues[name];
  if (own) return own(demands.samplesAt(pointer), pointer);
  return member.kind === 'enum' ? enumValue(member.type, inAnyCase) : (primitives[member.type] ?? json);
}

/** Shrinks from any of the kinds to the first. */
const smallestFirst = { withCrossShrink: true } as const;

const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
const anyText = fc.string({ unit: 'grapheme' });

const primitives: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  // The samples of the reference page send flags as strings too.
  Boolean: fc.constantFrom(false, true, 'false', 'true'),
  Int32: fc.integer(),
  Int64: fc.maxSafeNat(),
  String: anyText,
};

/** The values for which there are rules of their own; each may look at the samples that pass there. */
const ownValues: Readonly<Record<string, (samples: readonly unknown[], pointer: string) => fc.Arbitrary<unknown>>> = {
  'externalConnection.id': (samples) =>
    fc.oneof(smallestFirst, { weight: 9, arbitrary: connectionId }, textsOf(samples)),
  'externalConnection.name': () => text({ minimum: 0, ...limits.connectionName }),
  'displayTemplate.id': () =>
    alphanumeric({ minimum: limits.displayTemplate.idMinimum, maximum: limits.displayTemplate.idMaximum }),
  'displayTemplate.priority': () => fc.integer({ min: limits.displayTemplate.lowestPriority }),
  'displayTemplate.layout': (_, pointer) =>
    pointer.startsWith('/complianceSettings') ? card('compliance') : fc.oneof(smallestFirst, json, card('search')),
  'urlMatchInfo.urlPattern': (samples) =>
    fc.oneof(
      textsOf(samples),
      alphanumeric({ minimum: 1, maximum: 8 }).map((word) => `/${word}/(?<${word.replace(/^\d/, 'd')}>[^/]+)`),
    ),
  'schema.baseType': () => fc.constant(limits.externalItemType),
  'property.name': () =>
    alphanumeric({ minimum: limits.schemaProperty.nameMinimum, maximum: limits.schemaProperty.nameMaximum }),
  'property.aliases': () => alphanumeric({ minimum: 1, maximum: limits.schemaProperty.aliasMaximum }),
  'property.description': () => text({ minimum: 0, maximum: limits.schemaProperty.descriptionMaximum }),
};

const reserved = new Set(limits.connectionId.reserved.map((word) => word.toLowerCase()));

const connectionId = alphanumeric(limits.connectionId).filter((id) => {
  const lower = id.toLowerCase();
  return !reserved.has(lower) && !lower.startsWith(limits.connectionId.forbiddenPrefix.toLowerCase());
});

/** An Adaptive Card; eDiscovery reads early versions alone, and binds without a dollar sign. */
function card(kind: 'search' | 'compliance'): fc.Arbitrary<object> {
  const words = kind === 'search' ? anyText : anyText.filter((word) => !word.includes('${'));
  const block = fc.record({ type: fc.constant('TextBlock'), text: words }, { noNullPrototype: true });
  return fc.record(
    {
      type: fc.constant('AdaptiveCard'),
      version: kind === 'search' ? anyText : textsOf(ruleOf('complianceLayout.version').accepts),
      body: fc.array(block, { maxLength: 3 }),
    },
    { noNullPrototype: true },
  );
}

/** One of the samples that are text. */
function textsOf(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...samples.filter((sample) => typeof sample === 'string'));
}
