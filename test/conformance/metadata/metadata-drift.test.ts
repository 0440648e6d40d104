import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metadataDrift } from './metadata-drift.ts';

const cut = fileURLToPath(new URL('beta.csdl.xml', import.meta.url));
const original = readFileSync(cut, 'utf8');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drift-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** The report on a text, as beta. */
async function reportOn(text: string) {
  const file = join(folder, 'metadata.xml');
  await writeFile(file, text);
  return await metadataDrift(file, 'beta');
}

/** The text with one edit, which must find its place. */
function edited(from: string | RegExp, to: string): string {
  const text = original.replace(from, to);
  expect(text).not.toBe(original);
  return text;
}

const property = (name: string, rest: string) => `<Property Name="${name}" Type="${rest} />`;

test('metadata that agrees with the tables has no difference and no note', async () => {
  const report = await metadataDrift(cut, 'beta');

  expect(report).toEqual({ mode: 'metadata', file: cut, version: 'beta', differences: [], notes: [] });
});

/** The edit, and the expected difference: change, subject, severity, and a rule that depends on it. */
const edits = [
  [
    'a new property',
    '<Property Name="connectorId"',
    '<Property Name="color" Type="Edm.String" /><Property Name="connectorId"',
    'added externalConnection/color notable property.known',
  ],
  [
    'a property that is gone',
    property('connectorId', 'Edm.String"'),
    '',
    'removed externalConnection/connectorId breaking json.string',
  ],
  [
    'a property that may no longer be null',
    property('urlPattern', 'Edm.String"'),
    property('urlPattern', 'Edm.String" Nullable="false"'),
    'changed urlMatchInfo/urlPattern breaking urlMatchInfo.urlPattern',
  ],
  [
    'a property that may now be null',
    property('itemId', 'Edm.String" Nullable="false"'),
    property('itemId', 'Edm.String"'),
    'changed itemIdResolver/itemId notable itemIdResolver.required',
  ],
  [
    'a property of another type',
    /(Name="priority" Type="Edm.)Int32(" Nullable)/,
    '$1Int64$2',
    'changed displayTemplate/priority breaking displayTemplate.priority',
  ],
  [
    'a collection that is none any more',
    'Collection(microsoft.graph.externalConnectors.displayTemplate)',
    'microsoft.graph.externalConnectors.displayTemplate',
    'changed complianceSettings/eDiscoveryResultTemplates breaking json.array',
  ],
  [
    'a value that is a collection now',
    property('baseType', 'Edm.String" Nullable="false"'),
    property('baseType', 'Collection(Edm.String)" Nullable="false"'),
    'changed schema/baseType breaking baseType.required',
  ],
  [
    'a closed configuration',
    ' OpenType="true">\n        <Property Name="authorizedAppIds"',
    '>\n        <Property Name="authorizedAppIds"',
    'changed configuration breaking property.known',
  ],
  [
    'an open type',
    '<ComplexType Name="urlMatchInfo">',
    '<ComplexType Name="urlMatchInfo" OpenType="true">',
    'changed urlMatchInfo notable property.known',
  ],
  [
    'a resolver base that is concrete',
    '"urlToItemResolverBase" Abstract="true"',
    '"urlToItemResolverBase"',
    'changed urlToItemResolverBase notable itemIdResolver.discriminator',
  ],
  [
    'a resolver with another base',
    '<ComplexType Name="itemIdResolver" BaseType="microsoft.graph.externalConnectors.urlToItemResolverBase">',
    `<ComplexType Name="itemIdResolver">${property('priority', 'Edm.Int32"')}`,
    'changed itemIdResolver breaking itemIdResolver.discriminator',
  ],
  [
    'a property of the base that is gone',
    `${property('priority', 'Edm.Int32"')}\n      </ComplexType>`,
    '</ComplexType>',
    'removed itemIdResolver/priority breaking json.int32',
  ],
  [
    'a second type of resolver',
    '<EntityType Name="connectionOperation"',
    '<ComplexType Name="pathResolver" BaseType="microsoft.graph.externalConnectors.urlToItemResolverBase" /><EntityType Name="connectionOperation"',
    'added pathResolver notable itemIdResolver.discriminator',
  ],
  [
    'a new type',
    '<EntityType Name="connectionOperation"',
    '<ComplexType Name="iconSettings" /><EntityType Name="connectionOperation"',
    'added iconSettings minor',
  ],
  [
    'a type that is gone',
    /<EnumType Name="ruleOperation">[\s\S]*?<\/EnumType>/,
    '',
    'removed ruleOperation breaking propertyRule.operation',
  ],
  [
    'a type that the kit has no table of and that is gone',
    /<EntityType Name="externalActivityResult"[\s\S]*?<\/EntityType>/,
    '',
    'removed externalActivityResult notable',
  ],
  [
    'a type of groups that is gone',
    /<EntityType Name="externalGroup"[\s\S]*?<\/EntityType>/,
    '',
    'removed externalGroup breaking group.object',
  ],
  [
    'an enum of items with another member',
    '<Member Name="deny" Value="2" />',
    '',
    'removed accessType/deny breaking acl.accessType',
  ],
  [
    'a new member before the sentinel',
    '<Member Name="obsolete" Value="3" />',
    '<Member Name="obsolete" Value="3" /><Member Name="deleting" Value="0" />',
    'added connectionState/deleting breaking state.member',
  ],
  [
    'a new member behind the sentinel',
    '<Member Name="unknownFutureValue" Value="14" />',
    '<Member Name="unknownFutureValue" Value="14" /><Member Name="design" Value="15" />',
    'added contentCategory/design minor contentCategory.member',
  ],
  [
    'a member that is gone',
    '<Member Name="startsWith" Value="7" />',
    '',
    'removed ruleOperation/startsWith breaking propertyRule.operation',
  ],
  [
    'a member that went behind the sentinel',
    '<Member Name="stringCollection" Value="5" />',
    '<Member Name="stringCollection" Value="55" />',
    'changed propertyType/stringCollection breaking schemaProperty.type',
  ],
  [
    'a member that came before the sentinel',
    '<Member Name="principal" Value="10" />',
    '<Member Name="principal" Value="-1" />',
    'changed propertyType/principal notable schemaProperty.type',
  ],
  [
    'members in another order',
    '<Member Name="search" Value="1" />',
    '<Member Name="search" Value="33" />',
    'changed contentExperienceType minor enabledContentExperiences.member',
  ],
  [
    'a flags enum that is none any more',
    ' IsFlags="true"',
    '',
    'changed contentExperienceType breaking enabledContentExperiences.form',
  ],
  [
    'a new operator',
    '<Member Name="and" Value="1" />',
    '<Member Name="and" Value="1" /><Member Name="xor" Value="2" />',
    'added binaryOperator/xor breaking propertyRule.valuesJoinedBy',
  ],
  [
    'a state that is not computed any more',
    'Term="Org.OData.Core.V1.Computed" Bool="true"',
    'Term="Org.OData.Core.V1.Immutable" Bool="true"',
    'changed externalConnection/state notable state.member',
  ],
  [
    'a name that the service computes',
    '<ComplexType Name="Json" />',
    '<Annotations Target="graph.externalConnectors.externalConnection/name"><Annotation Term="Org.OData.Core.V1.Computed" /></Annotations>',
    'changed externalConnection/name breaking name.required',
  ],
  ['a path that is gone', /<NavigationProperty Name="quota".*/, '', 'removed externalConnection/quota breaking'],
  [
    'connections that moved',
    '<NavigationProperty Name="connections"',
    '<NavigationProperty Name="links"',
    'removed external/connections breaking',
  ],
  [
    'another namespace',
    'Namespace="microsoft.graph.externalConnectors"',
    'Namespace="microsoft.graph.connectors"',
    'changed microsoft.graph.externalConnectors breaking externalConnection.typeName',
  ],
  [
    'a key that may be null',
    property('id', 'Edm.String" Nullable="false"'),
    property('id', 'Edm.String"'),
    'changed externalConnection/id notable id.length',
  ],
] as const satisfies (readonly [string, string | RegExp, string, string])[];

describe('an edit of the metadata is reported', () => {
  test.for(edits)('%s', async ([, from, to, expected]) => {
    const { differences } = await reportOn(edited(from, to));

    const [change, subject, severity, rule] = expected.split(' ');
    expect(differences).toContainEqual(
      expect.objectContaining({
        change,
        subject,
        severity,
        attribution: 'metadata',
        rules: rule === undefined ? [] : expect.arrayContaining([rule]),
      }),
    );
  });

  test('and nothing else with it: a changed type with both sides', async () => {
    const { differences } = await reportOn(edited(/(Name="priority" Type="Edm.)Int32(" Nullable)/, '$1Int64$2'));

    expect(differences).toEqual([
      {
        change: 'changed',
        subject: 'displayTemplate/priority',
        kit: 'Int32, not null',
        seen: 'Int64, not null',
        rules: ['json.int32', 'displayTemplate.priority', 'displayTemplate.required'],
        severity: 'breaking',
        attribution: 'metadata',
        because: "Graph's metadata says otherwise",
        examples: [],
        count: 1,
      },
    ]);
  });

  test('the worst first', async () => {
    const text = edited('<ComplexType Name="Json" />', '')
      .replace('<Member Name="startsWith" Value="7" />', '')
      .replace('<ComplexType Name="acl">', '<ComplexType Name="aal" /><ComplexType Name="acl">')
      .replace('<ComplexType Name="urlMatchInfo">', '<ComplexType Name="urlMatchInfo" OpenType="true">');

    const { differences } = await reportOn(text);

    expect(differences.map(({ severity }) => severity)).toEqual(['breaking', 'notable', 'minor']);
  });
});

test('a property of beta that appears in v1.0 is reported, with the rule that forbids it', async () => {
  const { differences } = await metadataDrift(cut, 'v1.0');

  expect(differences).toContainEqual(
    expect.objectContaining({
      change: 'added',
      subject: 'property/rankingHint',
      kit: 'the property exists on beta only',
      severity: 'notable',
      rules: ['schemaProperty.betaOnly'],
    }),
  );
});

test.for([
  [
    'its own base',
    '<ComplexType Name="itemIdResolver" BaseType="microsoft.graph.externalConnectors.urlToItemResolverBase">',
    '<ComplexType Name="itemIdResolver" BaseType="microsoft.graph.externalConnectors.itemIdResolver">',
  ],
  [
    'the base of its base',
    '"urlToItemResolverBase" Abstract="true"',
    '"urlToItemResolverBase" Abstract="true" BaseType="microsoft.graph.externalConnectors.itemIdResolver"',
  ],
] as const)('a type that is %s is compared, and the comparison ends', async ([, from, to]) => {
  const { differences } = await reportOn(edited(from, to));

  expect(differences.length).toBeLessThan(5);
});

test('what a cut file does not contain is noted, and is not a difference', async () => {
  const report = await reportOn(edited(/<Schema Namespace="microsoft.graph" [\s\S]*?<\/Schema>/, ''));

  expect(report.differences).toEqual([]);
  expect(report.notes).toEqual([
    'microsoft.graph.entity is not in this file: what types inherit from it was not compared.',
    'microsoft.graph.binaryOperator is not in this file: it was not compared.',
  ]);
});

test.for([
  [
    'an unclosed element',
    '<Schema Namespace="x">',
    /^it is not XML from line \d+, column \d+ on \(Unclosed root tag\)$/,
  ],
  ['text that is not XML', '{"id": 1}', /^it is not XML from line 1, column \d+ on/],
  ['nothing', '', /^it declares no schema/],
  ['XML without a schema', '<note />', /^it declares no schema/],
] as const)('a file that contains %s is refused', async ([, text, message]) => {
  await expect(reportOn(text)).rejects.toThrow(message);
});

test('a file of several MB is read in parts, wherever they end', async () => {
  const other = '<ComplexType Name="other"><Property Name="größe" Type="Edm.String" /></ComplexType>'.repeat(30_000);

  const report = await reportOn(edited('<ComplexType Name="Json" />', `<ComplexType Name="Json" />${other}`));

  expect(report).toMatchObject({ differences: [], notes: [] });
});

const shared = fileURLToPath(new URL('../../../../shared/graph/', import.meta.url));

describe.skipIf(!existsSync(shared))('the metadata files that the facts were read from, where they are at hand', () => {
  test.for(['beta', 'v1.0'] as const)('%s has no difference', async (version) => {
    const report = await metadataDrift(join(shared, `externalConnectors.${version}.csdl.xml`), version);

    expect(report.differences).toEqual([]);
  });
});
