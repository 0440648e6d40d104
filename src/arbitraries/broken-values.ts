import * as fc from 'fast-check';
import { limits, type Rule, type RuleId } from '../rules/index.ts';
import { alphanumeric, text } from './texts.ts';
import { notAMember } from './values.ts';

/** A value that breaks a rule: one of its samples, or for some rules any other invalid value. */
export function brokenValue(rule: Rule): fc.Arbitrary<unknown> {
  const samples = fc.constantFrom(...rule.rejects);
  const further = furtherOut[rule.id];
  return further ? fc.oneof(samples, further) : samples;
}

/** Text that is too long by one character or many, in code points too, which JSON Schema counts. */
const longerThan = (maximum: number) =>
  text({ minimum: maximum + 1, maximum: 3 * maximum }).filter((value) => [...value].length > maximum);

const foreignCharacter = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
  .filter((character) => !limits.alphanumeric.test(character));

/** Letters and digits with one other character, of an allowed length. */
const withForeignCharacter = fc
  .tuple(alphanumeric({ minimum: 3, maximum: 8 }), foreignCharacter, fc.nat({ max: 8 }))
  .map(([word, character, at]) => `${word.slice(0, at)}${character}${word.slice(at)}`)
  .filter(({ length }) => length <= limits.displayTemplate.idMaximum);

const int32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const noInt32 = fc.oneof(
  fc.maxSafeInteger().filter((number) => number < int32.minimum || number > int32.maximum),
  fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
);

const { connectionId, connectionName, displayTemplate, schemaProperty } = limits;

const furtherOut: Readonly<Partial<Record<RuleId, fc.Arbitrary<unknown>>>> = {
  'contentCategory.member': notAMember,
  'displayTemplate.idAlphanumeric': withForeignCharacter,
  'displayTemplate.idLength': longerThan(displayTemplate.idMaximum),
  'displayTemplate.priority': fc.integer({ max: displayTemplate.lowestPriority - 1 }),
  'enabledContentExperiences.member': notAMember,
  'id.alphanumeric': withForeignCharacter,
  'id.length': fc.oneof(
    alphanumeric({ minimum: 0, maximum: connectionId.minimum - 1 }),
    longerThan(connectionId.maximum),
  ),
  'id.prefix': fc
    .tuple(fc.mixedCase(fc.constant(connectionId.forbiddenPrefix)), alphanumeric({ minimum: 0, maximum: 23 }))
    .map((parts) => parts.join('')),
  'id.reserved': fc.mixedCase(fc.constantFrom(...connectionId.reserved)),
  'json.int32': noInt32,
  'name.length': longerThan(connectionName.maximum),
  'propertyRule.operation': notAMember,
  'propertyRule.valuesJoinedBy': notAMember,
  'rankingHint.importanceScore': notAMember,
  'schemaProperty.aliasAlphanumeric': withForeignCharacter,
  'schemaProperty.aliasLength': longerThan(schemaProperty.aliasMaximum),
  'schemaProperty.description': longerThan(schemaProperty.descriptionMaximum),
  'schemaProperty.label': notAMember,
  'schemaProperty.nameAlphanumeric': withForeignCharacter,
  'schemaProperty.nameLength': longerThan(schemaProperty.nameMaximum),
  'schemaProperty.type': notAMember,
  'state.member': notAMember,
};
