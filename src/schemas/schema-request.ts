import * as z from 'zod';
import { limits, type PropertyType } from '../rules/index.ts';
import { enforces } from './enforces.ts';
import { property, propertyV1 } from './schema-property.ts';
import { typeName } from './type-name.ts';

/**
 * The body of `PATCH /external/connections/{id}/schema` on beta, alike in both profiles. Refuses undeclared
 * properties; enum members are accepted in any case, flags also as the strings "true" and "false".
 */
export const schemaRequest = z.strictObject(
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
  const isText = ({ type }: SearchBehaviour) => limits.textTypes.includes(type);
  return of
    .refine((it) => isText(it) || !it.isSearchable, enforces('schemaProperty.searchable'))
    .refine((it) => !it.isRefinable || !it.isSearchable, enforces('schemaProperty.refinable'))
    .refine(
      (it) => !it.isRefinable || !limits.unrefinableTypes.includes(it.type),
      enforces('schemaProperty.refinableType'),
    )
    .refine(
      (it) => !it.isExactMatchRequired || (isText(it) && !it.isSearchable),
      enforces('schemaProperty.exactMatch'),
    );
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
