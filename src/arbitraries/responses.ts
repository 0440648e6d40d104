import * as fc from 'fast-check';
import { contextUrl, defaultContext, errorEnvelope, errorResponses, membersOf, serviceRoots } from '../rules/index.ts';
import { contextOf, type ExternalConnection, type GraphError, type SchemaOptions } from '../schemas/index.ts';
import { demandsOf, objectAt } from './structure.ts';

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
  const ofTheRoot = new Set(membersOf('externalConnection', version).map(([name]) => `/${name}`));
  const returned = objectAt('externalConnection', '', {
    version,
    demands: { ...demands, requires: (place) => ofTheRoot.has(place) || demands.requires(place) },
    inAnyCase: false,
  });
  // The type follows from the table of properties; the tests check it.
  return fc
    .tuple(fc.constantFrom(...serviceRoots), returned)
    .map(([root, rest]) => ({ '@odata.context': contextUrl(root, version), ...rest }) as ExternalConnection);
}

const timeOfResponse = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
});

/** The body of any error response of the table, with its message filled in, and sometimes without innerError. */
export function graphError(): fc.Arbitrary<GraphError> {
  return fc
    .record({
      response: fc.constantFrom(...Object.values(errorResponses)),
      date: timeOfResponse,
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
