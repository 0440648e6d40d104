import * as z from 'zod';
import { importanceScores, labels, limits, type PropertyType, propertyTypes } from '../rules/index.ts';
import { enforces, preprocessed, strictObject, toMember, typeName, withLength } from './enforces.ts';

const string = () => z.string(enforces('schema.string'));

/** The samples of the reference page send "true" and "false" as strings; out comes a boolean. */
const flag = () =>
  z
    .union([z.boolean(), z.enum(['true', 'false'])], enforces('schema.boolean'))
    .transform((value) => value === true || value === 'true')
    .pipe(z.boolean())
    .nullable()
    .optional();

const required = { absent: 'schemaProperty.required', null: 'schemaProperty.required' } as const;

const rankingHint = strictObject(
  {
    '@odata.type': typeName('rankingHint'),
    importanceScore: preprocessed(
      toMember(importanceScores),
      z.enum(
        importanceScores,
        enforces({
          type: 'schema.enum',
          absent: 'rankingHint.required',
          null: 'rankingHint.required',
          member: 'rankingHint.importanceScore',
        }),
      ),
    ),
  },
  enforces({ type: 'rankingHint.object', unknown: 'schema.known' }),
);

const alias = withLength(
  string().regex(limits.alphanumeric, enforces('schemaProperty.aliasAlphanumeric')),
  { maximum: limits.schemaProperty.aliasMaximum },
  'schemaProperty.aliasLength',
);

const label = preprocessed(
  toMember(labels),
  z.enum(labels, enforces({ type: 'schema.enum', member: 'schemaProperty.label' })),
);

/** A property of a schema, on beta. */
export const property = strictObject(
  {
    '@odata.type': typeName('schemaProperty'),
    name: withLength(
      z
        .string(enforces({ type: 'schema.string', ...required }))
        .regex(limits.alphanumeric, enforces('schemaProperty.nameAlphanumeric')),
      { minimum: limits.schemaProperty.nameMinimum, maximum: limits.schemaProperty.nameMaximum },
      'schemaProperty.nameLength',
    ),
    type: preprocessed(
      toMember(propertyTypes),
      z.enum(propertyTypes, enforces({ type: 'schema.enum', ...required, member: 'schemaProperty.type' })),
    ),
    description: withLength(
      string(),
      { maximum: limits.schemaProperty.descriptionMaximum },
      'schemaProperty.description',
    )
      .nullable()
      .optional(),
    aliases: z.array(alias, enforces('schema.stringArray')).nullable().optional(),
    labels: z
      .array(label, enforces('schema.stringArray'))
      .max(limits.propertyLabels.maximum, enforces('schemaProperty.labelCount'))
      .nullable()
      .optional(),
    isQueryable: flag(),
    isRefinable: flag(),
    isRetrievable: flag(),
    isSearchable: flag(),
    isExactMatchRequired: flag(),
    rankingHint: rankingHint.nullable().optional(),
  },
  enforces({ type: 'schemaProperty.object', unknown: 'schema.known' }),
);

/** The same on v1.0, whose metadata has two members less. */
export const propertyV1 = property.extend({
  isExactMatchRequired: z.never(enforces('schemaProperty.betaOnly')).optional(),
  rankingHint: z.never(enforces('schemaProperty.betaOnly')).optional(),
});

/** One property of a schema: how the items of a connection are searched, filtered and shown. */
export interface SchemaProperty extends z.infer<typeof property> {}

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
 * The body of `PATCH /external/connections/{id}/schema` on beta, alike in both profiles. Refuses undeclared
 * properties; enum members are accepted in any case, flags also as the strings "true" and "false".
 */
export const schemaRequest = strictObject(
  {
    '@odata.type': typeName('schema'),
    id: z.string(enforces('schema.string')).optional(),
    baseType: z.literal(
      limits.externalItemType,
      enforces({
        type: 'baseType.string',
        absent: 'baseType.required',
        null: 'baseType.required',
        member: 'baseType.value',
      }),
    ),
    properties: propertiesOf(property),
  },
  enforces({ type: 'schema.object', unknown: 'schema.known' }),
);

/** The same on v1.0. */
export const schemaRequestV1 = schemaRequest.extend({ properties: propertiesOf(propertyV1) });

/** What the registration of a schema holds: what the schema `schemaRequest` gives. */
export interface ConnectionSchema extends z.infer<typeof schemaRequest> {}

/** The members of a property that must agree with each other. */
interface SearchBehaviour {
  readonly name: string;
  readonly type: PropertyType;
  readonly isRefinable?: boolean | null | undefined;
  readonly isSearchable?: boolean | null | undefined;
  readonly isExactMatchRequired?: boolean | null | undefined;
}

/** The property whose flags agree with each other and with its type. */
function consistent<Property extends z.ZodType<SearchBehaviour>>(of: Property) {
  const hasText = ({ type }: SearchBehaviour) => limits.textTypes.includes(type);
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

/** The properties of a schema, each made so. */
function propertiesOf<Property extends z.ZodType<SearchBehaviour>>(each: Property) {
  return z
    .array(
      consistent(each),
      enforces({ type: 'schema.array', absent: 'properties.required', null: 'properties.required' }),
    )
    .min(limits.schemaProperties.minimum, enforces('properties.count'))
    .max(limits.schemaProperties.maximum, enforces('properties.count'))
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, enforces('properties.uniqueNames'));
}
