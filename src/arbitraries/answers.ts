import * as fc from 'fast-check';
import { contextUrl, errorEnvelope, errorResponses, membersOf, serviceRoots } from '../rules/index.ts';
import { contextOf, type ExternalConnection, type GraphError, type SchemaOptions } from '../schemas/index.ts';
import { demandsOf } from './demands.ts';
import { objectAt } from './structure.ts';

/**
 * A connection as Graph answers it, in any state: every member of the version, null wherever the metadata allows it,
 * enum members in their own letter case, and the context.
 *
 * @param options version (default `beta`).
 * @throws TypeError when an option is none that exists.
 */
export function connection(options: Pick<SchemaOptions, 'version'> = {}): fc.Arbitrary<ExternalConnection> {
  const { version } = contextOf(options);
  const demands = demandsOf('createConnection', contextOf());
  const ofTheRoot = new Set(membersOf('externalConnection', version).map(([name]) => `/${name}`));
  const answered = objectAt('externalConnection', '', {
    version,
    demands: { ...demands, requires: (place) => ofTheRoot.has(place) || demands.requires(place) },
    inAnyCase: false,
  });
  // The table of members says the same as the type; the tests prove it.
  return fc
    .tuple(fc.constantFrom(...serviceRoots), answered)
    .map(([root, rest]) => ({ '@odata.context': contextUrl(root, version), ...rest }) as ExternalConnection);
}

const timeOfAnswer = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
});

/** The body of any error answer of the table, with its sentence filled in, and now and then without innerError. */
export function graphError(): fc.Arbitrary<GraphError> {
  return fc
    .record({
      answer: fc.constantFrom(...Object.values(errorResponses)),
      date: timeOfAnswer,
      requestId: fc.uuid(),
      clientRequestId: fc.uuid(),
      name: fc.string({ unit: 'grapheme' }),
      hasInnerError: fc.constantFrom(true, true, true, false),
    })
    .map(({ answer, name, hasInnerError, ...circumstances }) => {
      const { error } = errorEnvelope(answer, { ...circumstances, property: name, type: name });
      const { innerError, ...outer } = error;
      return { error: hasInnerError ? error : outer };
    });
}
