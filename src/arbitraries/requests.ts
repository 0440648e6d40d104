import * as fc from 'fast-check';
import type { ActivitySettings, ComplianceSettings, Configuration, SearchSettings } from '../builders/index.ts';
import {
  contextUrl,
  defaultContext,
  errorEnvelope,
  errorResponses,
  membersOf,
  type OperationName,
  type RuleContext,
  serviceRoots,
} from '../rules/index.ts';
import {
  type ConnectionSchema,
  type CreateExternalConnection,
  checkItem,
  checkSchemaRequest,
  contextOf,
  type ExternalConnection,
  type GraphError,
  type SchemaOptions,
  type Violation,
} from '../schemas/index.ts';
import { demandsOf, type Form, objectAt } from './structure.ts';

/**
 * Every create request that the rules allow: each optional property absent, null where the metadata allows it, and
 * at its limits; text in any script, enum members in any case. Shrinks to the required properties.
 *
 * @param options profile (default `live`), version (default `v1.0`) and switches.
 * @throws TypeError naming the option, its value and what to use.
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
  return objectAt('externalConnection', '', requestForm('createConnection', madeFor(options, 'createRequest')));
}

/**
 * Every schema registration that the rules allow, with 1 to 128 properties whose flags are valid together and for their
 * type; flags also as the strings that the reference page shows. Shrinks to one property.
 *
 * @param options profile (default `live`) and version (default `v1.0`): the profiles differ in baseType and labels.
 * @throws TypeError naming the option, its value and what to use.
 */
export function schemaRequest(options: SchemaOptions = {}): fc.Arbitrary<ConnectionSchema> {
  return objectAt('schema', '', requestForm('updateSchema', madeFor(options, 'schemaRequest')));
}

/** The activitySettings of a create request: up to three URL resolvers, their patterns all regular expressions. */
export function activitySettings(options: SchemaOptions = {}): fc.Arbitrary<ActivitySettings> {
  return settingsAt('activitySettings', options);
}

/** The searchSettings of a create request: up to two display templates, with their layouts and rules. */
export function searchSettings(options: SchemaOptions = {}): fc.Arbitrary<SearchSettings> {
  return settingsAt('searchSettings', options);
}

/** The complianceSettings of a create request; beta only. Their cards are valid for eDiscovery. */
export function complianceSettings(options: SchemaOptions = {}): fc.Arbitrary<ComplianceSettings> {
  return settingsAt('complianceSettings', options, { version: 'beta' });
}

/** The configuration of a create request, an open type: sometimes with an undeclared property. */
export function configuration(options: SchemaOptions = {}): fc.Arbitrary<Configuration> {
  return settingsAt('configuration', options);
}

/** The context of the options. What only beta declares is on v1.0 where a switch asks for it, even if it is accepted. */
function madeFor(options: SchemaOptions, of: string): RuleContext {
  return { ...contextOf(options, of), betaSettingsOnV1: options.betaSettingsOnV1 ?? false };
}

function settingsAt<Settings>(type: string, options: SchemaOptions, only = {}): fc.Arbitrary<Settings> {
  return objectAt(type, `/${type}`, requestForm('createConnection', { ...madeFor(options, type), ...only }));
}

/** The form of a request of the operation. */
export function requestForm(operation: OperationName, context: RuleContext): Form {
  return {
    // The rules of v1.0 forbid the properties of beta, unless a switch allows them.
    version: 'beta',
    demands: demandsOf(operation, context),
    inAnyCase: true,
    ...(operation !== 'createConnection' && { agrees: (type, value) => isConsistent(type, value, context) }),
  };
}

/**
 * Whether the flags of a property of a schema, or the type and the value of an entry of an acl, are valid together: only
 * the rules about that have the whole as their place.
 */
function isConsistent(type: string, value: object, context: RuleContext): boolean {
  if (type === 'property') return !hasBroken('/properties/0', checkSchemaRequest({ properties: [value] }, context));
  return type !== 'acl' || !hasBroken('/acl/0', checkItem({ acl: [value] }, context));
}

function hasBroken(place: string, violations: readonly Violation[]): boolean {
  return violations.some(({ path }) => path === place);
}

/**
 * A connection as Graph returns it, in any state: every property of the version, null where the metadata allows it, enum
 * members in their own case, and the context.
 *
 * @param options version (default `v1.0`).
 * @throws TypeError naming the option, its value and what to use.
 */
export function connection(options: Pick<SchemaOptions, 'version'> = {}): fc.Arbitrary<ExternalConnection> {
  const { version } = contextOf(options, 'connection');
  const demands = demandsOf('createConnection', { ...defaultContext, profile: 'documented', version: 'beta' });
  const ofTheRoot = new Set([...membersOf('externalConnection', version).keys()].map((name) => `/${name}`));
  const returned = objectAt<ExternalConnection>('externalConnection', '', {
    version,
    demands: { ...demands, requires: (place) => ofTheRoot.has(place) || demands.requires(place) },
    inAnyCase: false,
  });
  return fc
    .tuple(fc.constantFrom(...serviceRoots), returned)
    .map(([root, rest]) => ({ '@odata.context': contextUrl(root, version), ...rest }));
}

/** The body of any error response of the table, with its message filled in, and sometimes without innerError. */
export function graphError(): fc.Arbitrary<GraphError> {
  return fc
    .record({
      response: fc.constantFrom(...Object.values(errorResponses)),
      date: fc.date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      requestId: fc.uuid(),
      clientRequestId: fc.uuid(),
      name: fc.string({ unit: 'grapheme' }),
      hasInnerError: fc.constantFrom(true, true, true, false),
    })
    .map(({ response, name, hasInnerError, ...circumstances }) => {
      const { error } = errorEnvelope(response, { ...circumstances, property: name, type: name });
      const { innerError, ...outer } = error;
      return { error: hasInnerError ? error : outer };
    });
}
