import type * as z from 'zod';
import {
  type ApiVersion,
  copilotLabels,
  importanceScores,
  labels,
  labelsOfPage,
  labelTypes,
  limits,
  propertyTypes,
  type RuleContext,
  type RuleId,
  unsupportedLabels,
} from '../rules/index.ts';
import { define, enforces, enforcesLength, enumOf, type Library, notSent, objectOf, withLength } from './enforces.ts';
import { toPointer } from './json-pointer.ts';
import { type Violation, violationOf } from './violation.ts';

const string = define((z) => z.string(enforces('schema.string')));

/** The samples of the reference page send "true" and "false" as strings; out comes a boolean. */
const flag = define((z) =>
  z
    .union([z.boolean(), z.enum(['true', 'false'])], enforces('schema.boolean'))
    .transform((value) => value === true || value === 'true')
    .pipe(z.boolean())
    .nullish(),
);

const rankingHint = define((z) =>
  objectOf(z, 'rankingHint', enforces({ type: 'rankingHint.object', unknown: 'schema.known' }), {
    importanceScore: enumOf(z, importanceScores, {
      type: 'schema.enum',
      missing: 'rankingHint.required',
      member: 'rankingHint.importanceScore',
    }),
  }),
);

const alias = define((z) =>
  withLength(
    string(z).regex(limits.alphanumeric, enforces('schemaProperty.aliasAlphanumeric')),
    limits.schemaProperty.alias,
    'schemaProperty.aliasLength',
  ),
);

const label = define((z) => enumOf(z, labels, { type: 'schema.enum', member: ruleOfLabel }));

function ruleOfLabel(value: unknown) {
  const isOfPage = (labelsOfPage as readonly unknown[]).includes(value);
  return isOfPage ? 'schemaProperty.labelOfPage' : 'schemaProperty.label';
}

const labelOfPage = define((z) =>
  enumOf(z, [...labels, ...labelsOfPage], { type: 'schema.enum', member: 'schemaProperty.label' }),
);

function labelsOf<Each extends z.ZodType>(z: Library, each: Each) {
  return z
    .array(each, enforces('schema.stringArray'))
    .max(limits.propertyLabels.maximum, enforcesLength('schemaProperty.labelCount'))
    .nullish();
}

/** A property of a schema, on beta. */
export const property = define((z) =>
  objectOf(z, 'schemaProperty', enforces({ type: 'schemaProperty.object', unknown: 'schema.known' }), {
    name: withLength(
      z
        .string(enforces({ type: 'schema.string', missing: 'schemaProperty.required' }))
        .regex(limits.alphanumeric, enforces('schemaProperty.nameAlphanumeric')),
      limits.schemaProperty.name,
      'schemaProperty.nameLength',
    ),
    type: enumOf(z, propertyTypes, {
      type: 'schema.enum',
      missing: 'schemaProperty.required',
      member: 'schemaProperty.type',
    }),
    description: withLength(string(z), limits.schemaProperty.description, 'schemaProperty.description').nullish(),
    aliases: z.array(alias(z), enforces('schema.stringArray')).nullish(),
    labels: labelsOf(z, label(z)),
    isQueryable: flag(z),
    isRefinable: flag(z),
    isRetrievable: flag(z),
    isSearchable: flag(z),
    isExactMatchRequired: flag(z),
    rankingHint: rankingHint(z).nullish(),
  }),
);

/** The same on v1.0, whose metadata has two members less. */
const propertyV1 = define((z) =>
  property(z).extend({
    isExactMatchRequired: notSent(z, 'schemaProperty.betaOnly'),
    rankingHint: notSent(z, 'schemaProperty.betaOnly'),
  }),
);

/** One property of a schema: how the items of a connection are searched, filtered and shown. */
export interface SchemaProperty extends z.infer<ReturnType<typeof property>> {}

const isTrue = { enum: [true, 'true'] };
const isText = { enum: [...limits.textTypes] };

/** How the flags and the type of a property agree, in the words of JSON Schema. One chain, for many tools read `allOf` as inheritance. */
const agreement = {
  if: { properties: { isSearchable: isTrue }, required: ['isSearchable'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { properties: { type: isText, isRefinable: { not: isTrue }, isExactMatchRequired: { not: isTrue } } },
  else: {
    if: { properties: { isExactMatchRequired: isTrue }, required: ['isExactMatchRequired'] },
    // biome-ignore lint/suspicious/noThenProperty: as above.
    then: { properties: { type: isText } },
    else: {
      if: { properties: { isRefinable: isTrue }, required: ['isRefinable'] },
      // biome-ignore lint/suspicious/noThenProperty: as above.
      then: { properties: { type: { not: { enum: [...limits.unrefinableTypes] } } } },
    },
  },
};

/**
 * The body of `PATCH /external/connections/{id}/schema` on beta, in profile live. Refuses undeclared properties; enum members are accepted in any case, flags also as the strings "true" and "false".
 */
export const schemaRequest = define((z) =>
  objectOf(z, 'schema', enforces({ type: 'schema.object', unknown: 'schema.known' }), {
    id: z.string(enforces('schema.string')).optional(),
    baseType: baseTypeOf(z, [limits.externalItemType]),
    properties: propertyListOf(z, consistent(property(z))),
  }),
);

const schemaRequestV1 = define((z) =>
  schemaRequest(z).extend({ properties: propertyListOf(z, consistent(propertyV1(z))) }),
);

/** The same by profile: the pages have names of their own, and say how a label and its property agree. */
const schemaRequests = define((z) => ({
  live: { beta: schemaRequest(z), 'v1.0': schemaRequestV1(z) },
  documented: {
    beta: asDocumented(z, schemaRequest(z), property(z)),
    'v1.0': asDocumented(z, schemaRequestV1(z), propertyV1(z)),
  },
}));

export type SchemaRequests = ReturnType<typeof schemaRequests>['live'];

/** The schema of a schema registration for a context. */
export function schemaRequestFor(z: Library, context: RuleContext): SchemaRequests[ApiVersion] {
  const version = context.betaSettingsOnV1 ? 'beta' : context.version;
  // The static type stays that of profile live.
  return schemaRequests(z)[context.profile][version] as SchemaRequests[ApiVersion];
}

/** The static type stays that of profile live. */
function asDocumented<Schema extends z.ZodObject>(z: Library, schema: Schema, of: z.ZodObject): Schema {
  const each = of.extend({ labels: labelsOf(z, labelOfPage(z)) }) as unknown as ReturnType<typeof property>;
  const agreeing = consistent(each)
    .refine(isRetrievableWithLabel, enforces('schemaProperty.labelRetrievable'))
    .refine(fitsItsLabel, enforces('schemaProperty.labelType'));
  return schema.extend({
    baseType: baseTypeOf(z, [limits.externalItemType, limits.externalItemTypeOfPage]),
    properties: propertyListOf(z, agreeing),
  }) as unknown as Schema;
}

function baseTypeOf<const Names extends readonly [string, ...string[]]>(z: Library, names: Names) {
  const member = (value: unknown) => (value === limits.externalItemTypeOfPage ? 'baseType.ofPage' : 'baseType.value');
  return z.literal(
    [...names] as [...Names],
    enforces({ type: 'baseType.string', missing: 'baseType.required', member }),
  );
}

/** What the registration of a schema holds: what the schema `schemaRequest` gives. */
export interface ConnectionSchema extends z.infer<ReturnType<typeof schemaRequest>> {}

function consistent<Property extends z.ZodType<SchemaProperty>>(of: Property) {
  const hasText = ({ type }: SchemaProperty) => limits.textTypes.includes(type);
  return of
    .refine((it) => hasText(it) || !it.isSearchable, enforces('schemaProperty.searchable'))
    .refine((it) => !it.isRefinable || !it.isSearchable, enforces('schemaProperty.refinable'))
    .refine(
      (it) => !it.isRefinable || !limits.unrefinableTypes.includes(it.type),
      enforces('schemaProperty.refinableType'),
    )
    .refine(
      (it) => !it.isExactMatchRequired || (hasText(it) && !it.isSearchable),
      enforces('schemaProperty.exactMatch'),
    )
    .meta(agreement);
}

function propertyListOf<Property extends z.ZodType<SchemaProperty>>(z: Library, each: Property) {
  return z
    .array(each, enforces({ type: 'schema.array', missing: 'properties.required' }))
    .min(limits.schemaProperties.minimum, enforcesLength('properties.count'))
    .max(limits.schemaProperties.maximum, enforcesLength('properties.count'))
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, enforces('properties.uniqueNames'));
}

function isRetrievableWithLabel({ labels, isRetrievable }: SchemaProperty): boolean {
  return !labels?.length || isRetrievable === true;
}

function fitsItsLabel({ labels, type }: SchemaProperty): boolean {
  return (labels ?? []).every((one) => labelTypes[one]?.includes(type) ?? true);
}

/** What is accepted in a schema and yet not right, in profile live also what the concept page on schemas rules out. */
export function schemaAdvice({ properties }: ConnectionSchema): readonly Violation[] {
  const all = properties.flatMap(({ labels: own }) => own ?? []);
  const isMissing = copilotLabels.some((one) => !all.includes(one));
  const repeated = all.find((one, index) => all.indexOf(one) < index);
  return [
    ...properties.flatMap(adviceOnProperty),
    ...(repeated === undefined ? [] : [violationOf('properties.uniqueLabels', '/properties', repeated)]),
    ...(isMissing ? [violationOf('properties.copilotLabels', '/properties', all)] : []),
  ];
}

function adviceOnProperty(property: SchemaProperty, index: number): readonly Violation[] {
  const { name, labels: own } = property;
  const at = (...rest: readonly PropertyKey[]) => toPointer(['properties', index, ...rest]);
  const unsupported = (own ?? []).findIndex((one) => (unsupportedLabels as readonly string[]).includes(one));
  const found: readonly (readonly [boolean, RuleId, string, unknown])[] = [
    [!isRetrievableWithLabel(property), 'schemaProperty.labelRetrievable', at(), property],
    [!fitsItsLabel(property), 'schemaProperty.labelType', at(), property],
    [unsupported >= 0, 'schemaProperty.labelSupported', at('labels', unsupported), own?.[unsupported]],
    [name.toLowerCase() === 'content', 'schemaProperty.nameReserved', at('name'), name],
  ];
  return found.flatMap(([isBroken, rule, path, value]) => (isBroken ? [violationOf(rule, path, value)] : []));
}

/** Where a schema changes what a registered one says of a property, or leaves the property out. */
export function schemaChanges(before: ConnectionSchema, after: ConnectionSchema): readonly Violation[] {
  const places = new Map(after.properties.map((property, index) => [property.name, { property, index }]));
  return before.properties.flatMap((old) => {
    const found = places.get(old.name);
    if (found && keeps(old, found.property)) return [];
    return [violationOf('schema.appendOnly', found ? toPointer(['properties', found.index]) : '/properties', old)];
  });
}

function keeps(old: SchemaProperty, changed: SchemaProperty): boolean {
  const hasLabels = (old.labels ?? []).every((one) => changed.labels?.includes(one));
  return old.type === changed.type && hasLabels && (old.isRefinable === true || changed.isRefinable !== true);
}
