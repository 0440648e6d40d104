import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import type { ApiVersion, Profile } from '../../src/index.ts';
import { beyondJsonSchema } from '../../src/openapi/rule-notes.ts';
import { holds, placesIn, type RuleContext, ruleOf, withDefaults } from '../../src/rules/index.ts';
import { bodyRulesOf, type CheckedOperation } from '../conformance/checkers.ts';
import { put } from '../conformance/put.ts';
import { validBodies } from '../conformance/valid-bodies.ts';
import { pageExample } from '../generate/page-example.ts';
import { componentOf, readDocument } from './document.ts';
import { errorsBy } from './errors-by.ts';

function schemaOf(operation: CheckedOperation, context: RuleContext): string {
  const name = operation === 'updateSchema' ? 'UpdateSchemaRequest' : 'CreateConnectionRequest';
  return `#/components/schemas/${componentOf(name, context)}`;
}

const contexts = (['documented', 'live'] satisfies Profile[]).flatMap((profile) =>
  (['beta', 'v1.0'] satisfies ApiVersion[]).map((version) => withDefaults({ profile, version })),
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
            errorsBy(context.profile, schema, put(validBodies[operation][version], place, sample)).length === 0;
          const note = (sample: unknown) => disagreements.push(`${rule.id} at ${place}: ${JSON.stringify(sample)}`);
          for (const sample of rule.accepts.filter((sample) => !accepts(sample))) note(sample);
          const sayable = beyondJsonSchema.includes(rule.id) ? [] : rule.rejects;
          for (const sample of sayable.filter(accepts)) note(sample);
          seen += rule.accepts.length + sayable.length;
        }
      }

      expect(disagreements).toEqual([]);
      expect(seen).toBeGreaterThan(150);
    },
  );

  test.for(beyondJsonSchema.filter((id) => ruleOf(id).profiles.includes('live')))(
    'says of %s that JSON Schema has no words for it',
    (id) => {
      const document = readDocument('live');

      expect(JSON.stringify(document.components.schemas)).toContain(`JSON Schema has no words for it. [${id}]`);
      expect(document['x-rules'][id]).toMatchObject({ beyondJsonSchema: true });
    },
  );

  test.for(contexts)('accepts what the builders build for $version, profile $profile', ({ profile, version }) => {
    const build = createBuilders({ seed: 3, version });
    const errorsIn = (name: string, body: unknown) =>
      errorsBy(profile, `#/components/schemas/${componentOf(name, { profile, version })}`, body);
    const schema = build.schema();

    expect(errorsIn('CreateConnectionRequest', build.largestCreateRequest())).toEqual([]);
    expect(errorsIn('CreateConnectionRequest', build.createRequest())).toEqual([]);
    expect(errorsIn('UpdateConnectionRequest', { description: null })).toEqual([]);
    expect(errorsIn('UpdateSchemaRequest', build.largestSchema())).toEqual([]);
    expect(errorsIn('PutItemRequest', build.item(schema))).toEqual([]);
    expect(errorsIn('AddActivitiesRequest', { activities: [build.activity()] })).toEqual([]);
    expect(errorsIn('CreateGroupRequest', build.group())).toEqual([]);
    expect(errorsIn('AddMemberRequest', build.member())).toEqual([]);
  });

  test('accepts the example of the reference page, which profile live refuses for its missing id', () => {
    expect(errorsBy('documented', '#/components/schemas/CreateConnectionRequestBeta', pageExample)).toEqual([]);
    expect(errorsBy('live', '#/components/schemas/CreateConnectionRequest', pageExample)).toMatchObject([
      { keyword: 'required', params: { missingProperty: 'id' } },
    ]);
  });

  test.for([
    { type: 'int64', isSearchable: true },
    { type: 'int64', isExactMatchRequired: true },
    { type: 'string', isSearchable: true, isRefinable: 'true' },
    { type: 'string', isSearchable: 'true', isExactMatchRequired: true },
    { type: 'boolean', isRefinable: true },
  ])('refuses the property %o, whose flags do not agree', (flags) => {
    const schema = { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', ...flags }] };

    expect(errorsBy('live', '#/components/schemas/UpdateSchemaRequest', schema)).not.toEqual([]);
  });

  test('asks for a known method and an id in each part of a batch', () => {
    const checker = (part: object) =>
      errorsBy('live', '#/components/schemas/BatchRequest', { requests: [{ url: '/external/connections', ...part }] });

    expect(checker({ id: '1', method: 'GET' })).toEqual([]);
    expect(checker({ id: '', method: 'GET' })).toMatchObject([{ keyword: 'minLength' }]);
    expect(checker({ id: '1', method: 'FETCH' })).toMatchObject([{ keyword: 'enum' }]);
  });
});
