import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequest, invalidCreateRequest, schemaRequest } from '../../src/arbitraries/index.ts';
import { checkCreateRequest, checkSchemaRequest, replaceAt, schemasFor } from '../../src/schemas/index.ts';
import { contexts } from '../arbitraries/contexts.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';

/** The path of each value in a body. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([name, property]) => pathsIn(property, [...path, name]))];
}

/** Bodies of which one value is replaced by any other that JSON can write. */
function spoilt(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('', 'Draft', 'search,COMPLIANCE', 'true', -0, 1.5, 2 ** 31));
  return fc.tuple(body, fc.nat(), value).map(([valid, position, other]) => {
    const paths = pathsIn(valid);
    return replaceAt(valid, paths[position % paths.length] ?? [], other);
  });
}

test.for(contexts)(
  'checkCreateRequest accepts what zod accepts in $profile, $version',
  timeoutOf(300_000),
  async (context) => {
    const schema = schemasFor(context).createRequest;
    const body = fc.oneof(
      createRequest(context),
      // How deep a body nests is checked before its schema.
      invalidCreateRequest(context)
        .filter(({ rule }) => rule !== 'body.depth')
        .map(({ body: invalid }) => invalid),
      spoilt(createRequest(context)),
    );

    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        expect(checkCreateRequest(sent, context).length === 0).toBe(schema.safeParse(sent).success);
      }),
      budgetOf(1000),
    );
  },
);

test.for(contexts)(
  'checkSchemaRequest accepts what zod accepts in $profile, $version',
  timeoutOf(300_000),
  async (context) => {
    const schema = schemasFor(context).schemaRequest;
    const body = fc.oneof(schemaRequest(context), spoilt(schemaRequest(context)));

    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        expect(checkSchemaRequest(sent, context).length === 0).toBe(schema.safeParse(sent).success);
      }),
      budgetOf(1000),
    );
  },
);
