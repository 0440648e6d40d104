import * as z from 'zod';
import { importanceScores, labels, limits, propertyTypes } from '../rules/index.ts';
import { toMember } from './any-case.ts';
import { enforces } from './enforces.ts';
import { preprocessed } from './preprocessed.ts';
import { typeName } from './type-name.ts';
import { withLength } from './with-length.ts';

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

const rankingHint = z.strictObject(
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
export const property = z.strictObject(
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
