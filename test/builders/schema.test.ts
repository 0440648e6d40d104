import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { labels, propertyTypes } from '../../src/index.ts';

const versions = ['beta', 'v1.0'] as const;

describe('the schemas', () => {
  test.for(versions)('the same seed gives the same bytes on %s, another seed others', (version) => {
    const bytes = (seed: number) => {
      const build = createBuilders({ seed, version });
      return JSON.stringify([build.schema(), build.largestSchema(), build.schemaProperty(), build.schema()]);
    };

    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(8)).not.toBe(bytes(7));
  });

  test('v1.0 leaves out what exists on beta only', () => {
    const names = (version: (typeof versions)[number]) => {
      const build = createBuilders({ seed: 2, version });
      const schemas = [...Array.from({ length: 20 }, () => build.schema()), build.largestSchema()];
      return schemas.flatMap(({ properties }) => properties.flatMap((property) => Object.keys(property)));
    };

    const onV1 = new Set(names('v1.0'));

    expect([...new Set(names('beta').filter((name) => !onV1.has(name)))].toSorted()).toEqual([
      'isExactMatchRequired',
      'rankingHint',
    ]);
  });

  test('overrides merge, and replace the properties as a whole', () => {
    const build = createBuilders({ version: 'beta' });

    const schema = build.schema({ properties: [build.schemaProperty({ name: 'owner', rankingHint: undefined })] });

    expect(schema).toMatchObject({ baseType: 'microsoft.graph.externalItem', properties: [{ name: 'owner' }] });
    expect(schema.properties[0]).not.toHaveProperty('rankingHint');
  });

  test('an override of an unknown key is a type error', () => {
    // @ts-expect-error: it is isSearchable
    createBuilders({ version: 'beta' }).schemaProperty({ searchable: true });
    // @ts-expect-error: a schema has no name
    expect(createBuilders({ version: 'beta' }).schema({ name: 'HR' })).toHaveProperty('baseType');
  });
});

describe('largestSchema', () => {
  const { properties } = createBuilders({ version: 'beta', seed: 5 }).largestSchema();

  test('reaches each limit', () => {
    expect(properties).toHaveLength(128);
    expect(new Set(properties.map(({ name }) => name.length))).toEqual(new Set([32]));
    expect(new Set(properties.map(({ description }) => description?.length))).toEqual(new Set([200]));
    expect(new Set(properties.flatMap(({ aliases }) => aliases?.map(({ length }) => length)))).toEqual(new Set([32]));
  });

  test('uses each label once, and each type', () => {
    const used = properties.flatMap((property) => property.labels ?? []);

    expect([...used, 'unknownFutureValue'].toSorted()).toEqual([...labels].toSorted());
    expect([...new Set(properties.map(({ type }) => type)), 'unknownFutureValue'].toSorted()).toEqual(
      [...propertyTypes].toSorted(),
    );
  });

  test('has no name twice', () => {
    const names = properties.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);

    expect(new Set(names).size).toBe(names.length);
  });
});

describe('realism', () => {
  const build = createBuilders({ version: 'beta', seed: 42 });
  const schemas = Array.from({ length: 100 }, () => build.schema());

  test('every schema begins with the labelled properties', () => {
    for (const { properties } of schemas) {
      expect(properties.slice(0, 5).map((property) => property.labels?.[0])).toEqual([
        'title',
        'url',
        'iconUrl',
        'lastModifiedBy',
        'lastModifiedDateTime',
      ]);
    }
  });

  test('a labelled property is retrievable, as the concept page asks', () => {
    const labelled = schemas.flatMap(({ properties }) => properties.filter((property) => property.labels?.length));

    expect(labelled.filter(({ isRetrievable }) => !isRetrievable)).toEqual([]);
  });

  test('no schema names a property or a label twice', () => {
    for (const { properties } of schemas) {
      const names = properties.map(({ name }) => name);
      const used = properties.flatMap((property) => property.labels ?? []);
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(used).size).toBe(used.length);
    }
  });

  test('the properties of display templates are retrievable properties of some schema', () => {
    const retrievable = new Set(
      schemas.flatMap(({ properties }) => properties.filter((one) => one.isRetrievable).map(({ name }) => name)),
    );
    const used = Array.from({ length: 100 }, () => build.propertyRule().property);

    expect(used.filter((name) => !retrievable.has(name))).toEqual([]);
    expect(retrievable).toContain('title');
  });
});
