import { connectionsPath, serviceRoots } from '../rules/index.ts';
import { contextOf, type SchemaOptions, type SchemaProperty } from '../schemas/index.ts';
import { createBuilders } from './create-builders.ts';
import { type InvalidRequest, invalidRequests } from './invalid-requests.ts';
import type { Overrides } from './merge.ts';
import { forVersion } from './settings.ts';

/** One bad registration of a schema, and what Graph answers it. */
export interface InvalidSchemaRequest extends InvalidRequest {}

/**
 * One bad registration of a schema for each rejected sample of each rule on its body that holds in the version, in
 * the order of the rules. Each goes to the connection `contosohr`, which must exist, and is otherwise valid: a schema
 * of one property. The same options give the same bytes.
 *
 * @param options version (default `beta`); the profiles do not differ here.
 * @throws TypeError when an option is none that exists.
 * @example
 * ```ts
 * import { checkSchemaRequest } from 'external-connection-testkit';
 * import { invalidSchemaRequests } from 'external-connection-testkit/builders';
 *
 * for (const { rule, title, body } of invalidSchemaRequests()) {
 *   if (checkSchemaRequest(body)[0]?.rule !== rule) throw new Error(title);
 * }
 * ```
 */
export function invalidSchemaRequests(options: SchemaOptions = {}): readonly InvalidSchemaRequest[] {
  const context = contextOf(options);
  const { version } = context;
  const build = createBuilders({ version });
  const property = forVersion(build.schemaProperty(everyMember), version, 'property');
  const valid = build.schema({ properties: [property] });
  return invalidRequests(
    {
      operation: 'updateSchema',
      method: 'PATCH',
      url: `${serviceRoots[0]}/${version}${connectionsPath}/contosohr/schema`,
      judges: ['body'],
      validAround: () => ({ ...structuredClone(valid) }),
    },
    context,
  );
}

/** Overrides that give a property each member, of which no other value of a type or a flag makes another wrong. */
const everyMember: Overrides<SchemaProperty> = {
  type: 'string',
  aliases: ['heading'],
  labels: ['title'],
  isQueryable: true,
  isRefinable: false,
  isRetrievable: true,
  isSearchable: false,
  isExactMatchRequired: false,
  rankingHint: { importanceScore: 'high' },
};
