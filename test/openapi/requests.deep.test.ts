import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import type { ApiVersion, Profile } from '../../src/index.ts';
import { beyondJsonSchema } from '../../src/openapi/beyond-json-schema.ts';
import { defaultContext, holds, placesIn, type RuleContext } from '../../src/rules/index.ts';
import { bodyRulesOf, type JudgedOperation } from '../conformance/judges.ts';
import { put } from '../conformance/put.ts';
import { validBodies } from '../conformance/valid-bodies.ts';
import { pageExample } from '../generate/page-example.ts';
import { componentOf, readDocument } from './document.ts';
import { errorsBy } from './judge.ts';

function schemaOf(operation: JudgedOperation, { profile, version }: RuleContext): string {
  const name = operation === 'updateSchema' ? 'SchemaRequest' : 'CreateConnectionRequest';
  const live = operation === 'createConnection' && profile === 'live' ? 'Live' : '';
  return `#/components/schemas/${componentOf(name + live, version)}`;
}

const contexts = (['documented', 'live'] satisfies Profile[]).flatMap((profile) =>
  (['beta', 'v1.0'] satisfies ApiVersion[]).map((version) => ({ ...defaultContext, profile, version })),
);
const cases = (['createConnection', 'updateSchema'] as const).flatMap((operation) =>
  contexts.map((context) => ({ operation, context, schema: schemaOf(operation, context) })),
);

describe('a request schema of openapi.json', () => {
  test.for(cases)(
    '$schema agrees with every sample of every rule ($context.profile)',
    ({ operation, context, schema }) => {
      const { version } = context;
      const disagreements: string[] = [];
      let seen = 0;

      for (const rule of bodyRulesOf(operation).filter((rule) => holds(rule, context))) {
        for (const place of placesIn(rule, version)) {
          const accepts = (sample: unknown) =>
            errorsBy(schema, put(validBodies[operation][version], place, sample)).length === 0;
          const tell = (sample: unknown) => disagreements.push(`${rule.id} at ${place}: ${JSON.stringify(sample)}`);
          for (const sample of rule.accepts.filter((sample) => !accepts(sample))) tell(sample);
          const sayable = beyondJsonSchema.includes(rule.id) ? [] : rule.rejects;
          for (const sample of sayable.filter(accepts)) tell(sample);
          seen += rule.accepts.length + sayable.length;
        }
      }

      expect(disagreements).toEqual([]);
      expect(seen).toBeGreaterThan(150);
    },
  );

  test.for(beyondJsonSchema)('says of %s that JSON Schema has no words for it', (id) => {
    const document = readDocument();

    expect(JSON.stringify(document.components.schemas)).toContain(`JSON Schema has no words for it. [${id}]`);
    expect(document['x-rules'][id]).toMatchObject({ beyondJsonSchema: true });
  });

  test.for(['beta', 'v1.0'] as const)('accepts what the builders build for %s', (version) => {
    const build = createBuilders({ seed: 3, version });
    const create = `#/components/schemas/${componentOf('CreateConnectionRequest', version)}`;

    expect(errorsBy(create, build.largestCreateRequest())).toEqual([]);
    expect(errorsBy(create, build.documentedCreateRequest())).toEqual([]);
    expect(
      errorsBy(`#/components/schemas/${componentOf('CreateConnectionRequestLive', version)}`, build.createRequest()),
    ).toEqual([]);
    expect(errorsBy(`#/components/schemas/${componentOf('SchemaRequest', version)}`, build.largestSchema())).toEqual(
      [],
    );
  });

  test('accepts the example of the reference page, which profile live refuses for its missing id', () => {
    expect(errorsBy('#/components/schemas/CreateConnectionRequestBeta', pageExample)).toEqual([]);
    expect(errorsBy('#/components/schemas/CreateConnectionRequestLiveBeta', pageExample)).toMatchObject([
      { keyword: 'required', params: { missingProperty: 'id' } },
    ]);
  });
});
