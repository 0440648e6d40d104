import type { RuleId } from '../../../src/index.ts';
import { beyondJsonSchema } from '../../../src/openapi/rule-notes.ts';
import { hasShapeOf } from './shape.ts';
import type { Artefacts, Checker } from './value.ts';

/** Why two artefacts may say differently of a value, and which do. */
export interface Exception {
  readonly name: string;
  /** The artefacts that say differently from all others. */
  readonly of: readonly string[];
  /** In one sentence, as the docs list it. */
  readonly says: string;
}

/** What the artefact cannot see broken. */
interface Blind extends Exception {
  readonly blindTo: (rule: RuleId, body: unknown) => boolean;
}

/** What the artefact refuses although it is valid. */
interface Strict extends Exception {
  readonly refuses: (body: unknown, checker: Checker, artefacts: Artefacts) => boolean | Promise<boolean>;
}

const schemas = ['JSON Schema', 'OpenAPI', 'pact'];

/** How the flags of a property agree with each other and with its type. */
const agreeing: readonly RuleId[] = [
  'schemaProperty.searchable',
  'schemaProperty.refinable',
  'schemaProperty.refinableType',
  'schemaProperty.exactMatch',
];

/** What the metadata does not state: what must be there, lengths, patterns, counts, and how values agree. */
const beyondMetadata: readonly RuleId[] = [
  'id.required',
  'id.length',
  'id.alphanumeric',
  'id.prefix',
  'id.reserved',
  'name.required',
  'name.length',
  'urlMatchInfo.urlPattern',
  'searchResultTemplates.count',
  'itemIdResolver.discriminator',
  'itemIdResolver.required',
  'displayTemplate.required',
  'displayTemplate.idLength',
  'displayTemplate.idAlphanumeric',
  'displayTemplate.priority',
  'complianceLayout.version',
  'complianceLayout.binding',
  'propertyRule.required',
  'propertyRule.values',
  'baseType.required',
  'baseType.value',
  'properties.required',
  'properties.count',
  'properties.uniqueNames',
  'schemaProperty.required',
  'schemaProperty.nameLength',
  'schemaProperty.nameAlphanumeric',
  'schemaProperty.aliasLength',
  'schemaProperty.aliasAlphanumeric',
  'schemaProperty.description',
  ...agreeing,
  'schemaProperty.labelCount',
  'schemaProperty.labelRetrievable',
  'schemaProperty.labelType',
  'baseType.ofPage',
  'rankingHint.required',
];

const lengths: readonly RuleId[] = [
  'id.length',
  'name.length',
  'displayTemplate.idLength',
  'schemaProperty.nameLength',
  'schemaProperty.aliasLength',
  'schemaProperty.description',
];

const blind: readonly Blind[] = [
  {
    name: 'no words in JSON Schema',
    of: schemas,
    says: `JSON Schema, and with it OpenAPI and Pact, has no words for ${listed(beyondJsonSchema)}.`,
    blindTo: (rule) => beyondJsonSchema.includes(rule),
  },
  {
    name: 'depth',
    of: ['metadata', 'zod', ...schemas],
    says: 'How deep a body nests is checked before its schema (`body.depth`, `schema.depth`).',
    blindTo: (rule) => rule === 'body.depth' || rule === 'schema.depth',
  },
  {
    name: 'characters',
    of: schemas,
    says: 'JSON Schema and Pact count a length in characters, the rules in UTF-16 code units as .NET does: they differ for text such as emoji.',
    blindTo: (rule, body) =>
      lengths.includes(rule) && /\p{Surrogate}|[\u{10000}-\u{10FFFF}]/u.test(JSON.stringify(body)),
  },
  {
    name: 'not in the metadata',
    of: ['metadata'],
    says: 'The metadata states names, types, nullability, members of enums and versions, but not what must be there, lengths, patterns, counts, the type annotation, or how values agree.',
    blindTo: (rule) => beyondMetadata.includes(rule) || rule.endsWith('.typeName'),
  },
  {
    name: 'agreement of flags',
    of: ['pact'],
    says: `No matcher of Pact says that the flags of a property agree with each other and with its type (${listed(agreeing)}).`,
    blindTo: (rule) => agreeing.includes(rule),
  },
  {
    name: 'regular expression',
    of: ['pact'],
    says: 'No matcher of Pact says that a text is itself a regular expression (`urlMatchInfo.urlPattern`).',
    blindTo: (rule) => rule === 'urlMatchInfo.urlPattern',
  },
];

const strict: readonly Strict[] = [
  {
    name: 'one spelling',
    of: ['metadata', ...schemas],
    says: 'The service reads an enum member in any letter case, and a flag of a schema also as a string; metadata, JSON Schema, OpenAPI and Pact state one spelling.',
    refuses: async (body, checker, { inOwnSpelling }) => {
      const spelt = inOwnSpelling(body);
      return JSON.stringify(spelt) !== JSON.stringify(body) && (await checker({ body: spelt }))?.accepts === true;
    },
  },
  {
    name: 'another shape',
    of: ['pact'],
    says: 'A contract has one interaction for each shape: a matcher refuses other members than those of its example, null in place of a value, and another Adaptive Card.',
    refuses: (body, _, { example }) => !hasShapeOf(example, body),
  },
];

/** Every exception, for the docs. */
export const exceptions: readonly Exception[] = [...blind, ...strict];

/** What one artefact accepts and another one refuses. */
export interface Disagreement {
  readonly accepting: string;
  readonly refusing: string;
  readonly body: unknown;
}

/** The name of the exception that explains a disagreement; undefined where none does. */
export async function exceptionFor(
  { accepting, refusing, body }: Disagreement,
  artefacts: Artefacts,
): Promise<string | undefined> {
  const broken = artefacts.rulesBrokenBy(body);
  const reasons = broken.map(
    (rule) => blind.find(({ of, blindTo }) => of.includes(accepting) && blindTo(rule, body))?.name,
  );
  if (broken.length > 0 && reasons.every(Boolean)) return reasons[0];
  const checker = artefacts.checkers[refusing];
  for (const { name, of, refuses } of strict) {
    if (checker && broken.length === 0 && of.includes(refusing) && (await refuses(body, checker, artefacts)))
      return name;
  }
  return undefined;
}

function listed(rules: readonly RuleId[]): string {
  return rules.map((rule) => `\`${rule}\``).join(', ');
}
