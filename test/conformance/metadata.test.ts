import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  binaryOperators,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  createExternalConnectionSchema,
  externalConnectionSchema,
  ruleOperations,
} from '../../src/index.ts';
import { members, membersOf, type StructuredType } from '../../src/rules/index.ts';

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
  const kind = type === 'externalConnection' ? 'EntityType' : 'ComplexType';
  const own = [...block(xml, kind, type).matchAll(/<Property Name="(\w+)" Type="([^"]+)"( Nullable="false")?/g)];
  return own.map(([, name, full = '', notNull]) => {
    const short = full.replace(/^Collection\((.*)\)$/, '$1[]').replace(/(?:Edm|graph|[\w.]*externalConnectors)\./, '');
    return `${name}: ${short}${notNull ? '!' : ''}`;
  });
}

/** The same of the kit's table; the one concrete resolver stands for its abstract base. */
function tabled(type: StructuredType, version: keyof typeof files): string[] {
  return membersOf(type, version).map(([name, { type: of, collection, nullable }]) => {
    const short = of === 'itemIdResolver' ? 'urlToItemResolverBase' : of;
    return `${name}: ${short}${collection ? '[]' : ''}${nullable ? '' : '!'}`;
  });
}

const inherited: Partial<Record<StructuredType, readonly string[]>> = {
  externalConnection: ['id: String!'],
  itemIdResolver: ['priority: Int32'],
};

describe.skipIf(!existsSync(folder))('the metadata of Graph, where its files are at hand', () => {
  describe.for(['beta', 'v1.0'] as const)('%s', (version) => {
    test.for(Object.keys(members) as StructuredType[])('%s has the properties of the table', (type) => {
      const declared = properties(metadata(version), type);
      const expected = declared.length === 0 ? [] : [...(inherited[type] ?? []), ...declared];

      expect(tabled(type, version).toSorted()).toEqual(
        type === 'complianceSettings' && version === 'v1.0'
          ? ['eDiscoveryResultTemplates: displayTemplate[]']
          : expected.toSorted(),
      );
    });

    test.for([
      ['connectionState', connectionStates],
      ['contentCategory', contentCategories],
      ['ruleOperation', ruleOperations],
    ] as const)('%s has the members of the vocabulary', ([name, known]) => {
      expect(enumMembers(metadata(version), name)).toEqual(known);
    });
  });

  test('contentExperienceType, on beta, has the members of the vocabulary', () => {
    expect(enumMembers(metadata('beta'), 'contentExperienceType')).toEqual(contentExperienceTypes);
  });

  test('binaryOperator has the members of the vocabulary', () => {
    const related = readFileSync(new URL('related.csdl.xml', folder), 'utf8');

    expect(enumMembers(related, 'binaryOperator')).toEqual(binaryOperators);
  });
});

describe('the schemas name what the table of members names', () => {
  const names = Object.keys(members.externalConnection).toSorted();

  test.for([
    ['the create request', createExternalConnectionSchema],
    ['the answer', externalConnectionSchema],
  ] as const)('%s', ([, schema]) => {
    const own = Object.keys(schema.shape).filter((name) => !name.startsWith('@'));

    expect(own.toSorted()).toEqual(names);
  });
});
