import type * as fc from 'fast-check';
import type { OperationName } from '../rules/index.ts';
import {
  type ConnectionSchema,
  type CreateExternalConnection,
  checkSchemaRequest,
  contextOf,
  type SchemaOptions,
} from '../schemas/index.ts';
import { demandsOf } from './demands.ts';
import { type Form, objectAt } from './structure.ts';

/**
 * Every create request that the rules allow: each optional member absent, null where the metadata allows it, and
 * at its limits; text in any script, enum members in any letter case. Shrinks to the members that must be there.
 *
 * @param options profile (default `documented`), version (default `beta`) and switches.
 * @throws TypeError when an option is none that exists.
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { checkCreateRequest } from 'external-connection-testkit';
 * import { createRequest } from 'external-connection-testkit/arbitraries';
 *
 * fc.assert(
 *   fc.property(createRequest({ profile: 'live' }), (body) => checkCreateRequest(body, { profile: 'live' }).length === 0),
 * );
 * ```
 */
export function createRequest(options: SchemaOptions = {}): fc.Arbitrary<CreateExternalConnection> {
  // The tables of members and rules say the same as the type; the tests prove it.
  return objectAt(
    'externalConnection',
    '',
    requestForm('createConnection', options),
  ) as fc.Arbitrary<CreateExternalConnection>;
}

/**
 * Every registration of a schema that the rules allow, with 1 to 128 properties whose flags agree with each other and
 * with their type; flags also as the strings that the reference page shows. Shrinks to one property.
 *
 * @param options version (default `beta`); the profiles do not differ here.
 * @throws TypeError when an option is none that exists.
 */
export function schemaRequest(options: SchemaOptions = {}): fc.Arbitrary<ConnectionSchema> {
  // As above.
  return objectAt('schema', '', requestForm('updateSchema', options)) as fc.Arbitrary<ConnectionSchema>;
}

/** What a request of the operation may be. */
export function requestForm(operation: OperationName, options: SchemaOptions): Form {
  const agrees = (type: string, value: object) => type !== 'property' || flagsAgree(value, options);
  return {
    // Of all members, the rules of v1.0 forbid those that it has not, but for a switch.
    version: 'beta',
    demands: demandsOf(operation, contextOf(options)),
    inAnyCase: true,
    ...(operation === 'updateSchema' && { agrees }),
  };
}

/** The rules on how the flags of a property agree are the only ones whose place is the property itself. */
function flagsAgree(property: object, options: SchemaOptions): boolean {
  const violations = checkSchemaRequest({ properties: [property] }, options);
  return !violations.some(({ path }) => path === '/properties/0');
}
