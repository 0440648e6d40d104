import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  binaryOperators,
  connectionOperationStatuses,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  createExternalConnectionSchema,
  externalConnectionSchema,
  externalItemSchema,
  importanceScores,
  labels,
  propertyTypes,
  ruleOperations,
  schemasFor,
} from '../../src/index.ts';
import {
  accessTypes,
  aclTypes,
  externalActivityTypes,
  externalItemContentTypes,
  identityTypes,
  itemMembers,
  members,
  membersOf,
  type StructuredType,
  schemaMembers,
} from '../../src/rules/index.ts';
import { externalGroupSchema, zod } from '../../src/schemas/index.ts';

/** The metadata files that the facts were read from; they lie beside the repository, where they are at hand. */
const folder = new URL('../../../shared/graph/', import.meta.url);
const files = { beta: 'externalConnectors.beta.csdl.xml', 'v1.0': 'externalConnectors.v1.0.csdl.xml' } as const;

const metadata = (version: keyof typeof files) => readFileSync(new URL(files[version], folder), 'utf8');

function block(xml: string, kind: 'EnumType' | 'ComplexType' | 'EntityType', name: string): string {
  return new RegExp(`<${kind} Name="${name}"[^]*?</${kind}>`).exec(xml)?.[0] ?? '';
}

function enumMembers(xml: string, name: string): string[] {
  return [...block(xml, 'EnumType', name).matchAll(/<Member Name="(\w+)"/g)].map(([, member = '']) => member);
}

/** Each property as `name: type`, with a `!` where it cannot be null. */
function properties(xml: string, type: string): string[] {
  const kind = new RegExp(`EntityType Name="${type}"`).test(xml) ? 'EntityType' : 'ComplexType';
  const own = [...block(xml, kind, type).matchAll(/<Property Name="(\w+)" Type="([^"]+)"( Nullable="false")?/g)];
  return own.map(([, name, full = '', notNull]) => {
    const short = full.replace(/^Collection\((.*)\)$/, '$1[]').replace(/(?:Edm|graph|[\w.]*externalConnectors)\./, '');
    return `${name}: ${short}${notNull ? '!' : ''}`;
  });
}

type TabledType = StructuredType | keyof typeof schemaMembers | keyof typeof itemMembers;
// The open type of an item's properties declares none.
const { properties: _, ...declaring } = itemMembers;
const types = [members, schemaMembers, declaring].flatMap((tables) => Object.keys(tables)) as TabledType[];

/** The types that v1.0 has not; what they hold counts there for nothing. */
const betaOnlyTypes = ['complianceSettings', 'rankingHint'];

/** The same of the kit's table; the one concrete resolver stands for its abstract base. */
function tabled(type: TabledType, version: keyof typeof files): string[] {
  return [...membersOf(type, version)].map(([name, { type: of, collection, nullable }]) => {
    const short = of === 'itemIdResolver' ? 'urlToItemResolverBase' : of;
    return `${name}: ${short}${collection ? '[]' : ''}${nullable ? '' : '!'}`;
  });
}

/** What its base declares, and navigation properties that a body may hold. */
const inherited: Partial<Record<TabledType, readonly string[]>> = {
  externalConnection: ['id: String!'],
  schema: ['id: String!'],
  externalItem: ['id: String!', 'activities: externalActivity[]'],
  externalActivity: ['id: String!', 'performedBy: identity'],
  externalGroup: ['id: String!'],
  identity: ['id: String!'],
  itemIdResolver: ['priority: Int32'],
};

describe.skipIf(!existsSync(folder))('the metadata of Graph, where its files are at hand', () => {
  describe.for(['beta', 'v1.0'] as const)('%s', (version) => {
    const there = types.filter((type) => version === 'beta' || !betaOnlyTypes.includes(type));

    test.for(there)('%s has the properties of the table', (type) => {
      const declared = properties(metadata(version), type);

      expect(declared).not.toEqual([]);
      expect(tabled(type, version).toSorted()).toEqual([...(inherited[type] ?? []), ...declared].toSorted());
    });

    test.for([
      ['connectionState', connectionStates],
      ['contentCategory', contentCategories],
      ['ruleOperation', ruleOperations],
      ['connectionOperationStatus', connectionOperationStatuses],
      ['propertyType', propertyTypes],
      ['label', labels],
      ['accessType', accessTypes],
      ['aclType', aclTypes],
      ['externalActivityType', externalActivityTypes],
      ['externalItemContentType', externalItemContentTypes],
      ['identityType', identityTypes],
    ] as const)('%s has the members of the vocabulary', ([name, known]) => {
      expect(enumMembers(metadata(version), name)).toEqual(known);
    });
  });

  test.for([
    ['contentExperienceType', contentExperienceTypes],
    ['importanceScore', importanceScores],
  ] as const)('%s, on beta, has the members of the vocabulary', ([name, known]) => {
    expect(enumMembers(metadata('beta'), name)).toEqual(known);
  });

  test.for([...betaOnlyTypes, 'contentExperienceType', 'importanceScore'])('%s is a type of beta only', (type) => {
    expect(metadata('beta')).toContain(`Type Name="${type}"`);
    expect(metadata('v1.0')).not.toContain(`Type Name="${type}"`);
  });

  test('binaryOperator has the members of the vocabulary', () => {
    const related = readFileSync(new URL('related.csdl.xml', folder), 'utf8');

    expect(enumMembers(related, 'binaryOperator')).toEqual(binaryOperators);
  });
});

describe('the schemas name what the table of members names', () => {
  const { schemaRequest } = schemasFor({ profile: 'documented', version: 'beta' });

  test.for([
    ['the create request', createExternalConnectionSchema, members.externalConnection],
    ['the response', externalConnectionSchema, members.externalConnection],
    ['the schema', schemaRequest, schemaMembers.schema],
    ['the property of a schema', schemaRequest.shape.properties.element, schemaMembers.property],
    ['the item', externalItemSchema, itemMembers.externalItem],
    ['the entry of an acl', externalItemSchema.shape.acl.element, itemMembers.acl],
    ['the group', externalGroupSchema(zod), itemMembers.externalGroup],
  ] as const)('%s', ([, schema, table]) => {
    const own = Object.keys(schema.shape).filter((name) => !name.startsWith('@'));

    expect(own.toSorted()).toEqual(Object.keys(table).toSorted());
  });
});
