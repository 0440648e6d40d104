import type * as z from 'zod';
import {
  type BodyRuleId,
  limits,
  membersOf,
  type Profile,
  type PropertyType,
  propertyTypes,
  type Rule,
  typeNamespace,
} from '../rules/index.ts';
import { type BrokenRule, define, type Enforced, enforces, type Library, objectOf } from './enforces.ts';
import { fromPointer, toPointer } from './json-pointer.ts';
import { readJson } from './reader.ts';
import type { ConnectionSchema } from './schema-request.ts';
import { type Violation, violationOf } from './violation.ts';

/** A person or a group as the value of a property. */
const principal = define((z) => {
  const broken = enforces('itemValue.principal');
  const texts = [...membersOf('principal').keys()].map((name) => [name, z.string(broken).nullish()] as const);
  return objectOf(z, 'principal', broken, Object.fromEntries(texts));
});

/** A date, of whatever JSON type the rule refuses. */
const date = (z: Library, rule: 'itemValue.dateTime' | 'itemValue.dateTimeCollection') =>
  z.string(enforces(rule)).regex(limits.dateTimeOffset, enforces('itemValue.dateFormat'));

/** What a value must be, by the type of its property; null is a value of each. */
const values = define((z): Record<PropertyType, z.ZodType> => {
  const collection = (element: (broken: Enforced) => z.ZodType, rule: BodyRuleId) =>
    z.array(element(enforces(rule)), enforces(rule));
  return {
    string: z.string(enforces('itemValue.string')),
    int64: z.int(enforces('itemValue.int64')),
    double: z.number(enforces('itemValue.double')),
    boolean: z.boolean(enforces('itemValue.boolean')),
    dateTime: date(z, 'itemValue.dateTime'),
    stringCollection: collection(z.string, 'itemValue.stringCollection'),
    int64Collection: collection(z.int, 'itemValue.int64Collection'),
    doubleCollection: collection(z.number, 'itemValue.doubleCollection'),
    dateTimeCollection: z.array(date(z, 'itemValue.dateTimeCollection'), enforces('itemValue.dateTimeCollection')),
    principal: principal(z),
    principalCollection: z.array(principal(z), enforces('itemValue.principalCollection')),
    unknownFutureValue: z.unknown(),
  };
});

/** What the annotation of a property names, by the type of the property. */
export const valueAnnotations: Readonly<Partial<Record<PropertyType, string>>> = {
  string: 'String',
  int64: 'Int64',
  double: 'Double',
  boolean: 'Boolean',
  dateTime: 'DateTimeOffset',
  stringCollection: 'Collection(String)',
  int64Collection: 'Collection(Int64)',
  doubleCollection: 'Collection(Double)',
  dateTimeCollection: 'Collection(DateTimeOffset)',
  principal: `${typeNamespace}.principal`,
  principalCollection: `Collection(${typeNamespace}.principal)`,
};

/** The type that a schema names in any letter case; for one that does not exist, the type of any value. */
export function propertyTypeOf(name: string): PropertyType {
  return propertyTypes.find((type) => type.toLowerCase() === name.toLowerCase()) ?? 'unknownFutureValue';
}

/** What the properties of an item break, by the schema of its connection. */
export function brokenPropertyRules(
  properties: object,
  { properties: declared = [] }: ConnectionSchema,
  profile: Profile,
): readonly BrokenRule[] {
  const byName = new Map(declared.map(({ name, type }) => [name, propertyTypeOf(type)]));
  const byLowerCase = new Map(declared.map(({ name, type }) => [name.toLowerCase(), propertyTypeOf(type)]));
  return Object.entries(properties).flatMap(([key, value]): readonly BrokenRule[] => {
    const breaks = (rule: BodyRuleId) => [{ rule, path: [key] }];
    const [name = '', annotation] = key.split('@', 2);
    // Control information of the object itself, such as @odata.type.
    if (name === '') return [];
    const inOtherCase = byLowerCase.get(name.toLowerCase());
    const type = byName.get(name) ?? inOtherCase;
    if (!type) return breaks('itemProperties.known');
    if (!byName.has(name) && profile === 'documented') return breaks('itemProperties.nameCase');
    if (annotation === undefined) return brokenValueRules(key, type, value);
    if (annotation !== 'odata.type' || fitsAnnotation(type, value)) return [];
    return breaks(type.endsWith('Collection') ? 'itemValue.collectionAnnotation' : 'itemValue.annotation');
  });
}

/** What is accepted in the properties of an item and yet not right: other cases, and collections without annotation. */
export function propertyAdvice(
  properties: Readonly<Record<string, unknown>>,
  { properties: declared = [] }: ConnectionSchema,
) {
  const byLowerCase = new Map(declared.map((property) => [property.name.toLowerCase(), property]));
  return Object.entries(properties).flatMap(([key, value]): Violation[] => {
    const [name = '', annotation] = key.split('@', 2);
    const known = byLowerCase.get(name.toLowerCase());
    if (!known || annotation !== undefined) return [];
    const inOtherCase =
      known.name === name ? [] : [violationOf('itemProperties.nameCase', toPointer(['properties', key]), value)];
    const annotated = `${key}@odata.type`;
    if (!Array.isArray(value) || Object.hasOwn(properties, annotated)) return inOtherCase;
    const fix = `Add it with the value "${valueAnnotations[propertyTypeOf(known.type)]}".`;
    return [
      ...inOtherCase,
      { ...violationOf('itemValue.annotated', toPointer(['properties', annotated]), undefined), fix },
    ];
  });
}

function brokenValueRules(key: string, type: PropertyType, value: unknown): readonly BrokenRule[] {
  if (value === null) return [];
  if (value === '' && ['int64', 'double', 'boolean', 'dateTime'].includes(type)) {
    return [{ rule: 'itemValue.empty', path: [key] }];
  }
  const { problems } = readJson((z) => values(z)[type], value);
  return problems.flatMap(({ rule, path }) => (rule ? [{ rule, path: [key, ...path] }] : []));
}

/** The annotation may begin with "#" and name the types of OData with their namespace. **Source:** OData 4.01 JSON. */
function fitsAnnotation(type: PropertyType, annotation: unknown): boolean {
  const known = valueAnnotations[type];
  if (known === undefined) return true;
  return (
    typeof annotation === 'string' && annotation.replace(/^#/, '').replace(/^(Collection\()?Edm\./, '$1') === known
  );
}

/**
 * The places of a rule in an item for the schema. Those of the table are for `everyTypeSchema`, in which a property is
 * named after its type.
 */
export function itemPlacesOf({ id, paths }: Rule, schema: ConnectionSchema): readonly string[] {
  if (id === 'itemProperties.known') return [toPointer(['properties', unknownName(schema)])];
  if (id === 'itemProperties.nameCase') return otherCases(schema).map((name) => toPointer(['properties', name]));
  return paths.flatMap((path) => {
    const [part, key = '', ...rest] = fromPointer(path);
    if (part !== 'properties' || key === '' || key.startsWith('@')) return [path];
    const [type = '', ...annotation] = key.split('@');
    const property = schema.properties.find((candidate) => propertyTypeOf(candidate.type) === type);
    return property ? [toPointer(['properties', [property.name, ...annotation].join('@'), ...rest])] : [];
  });
}

function unknownName({ properties }: ConnectionSchema): string {
  const known = new Set(properties.map(({ name }) => name.toLowerCase()));
  let name = 'nickname';
  while (known.has(name)) name += 'x';
  return name;
}

/** The name of the first property with another case of its first letter; none where no name has two cases. */
function otherCases({ properties }: ConnectionSchema): string[] {
  const known = new Set(properties.map(({ name }) => name));
  return properties
    .map(({ name }) => name.replace(/[a-z]/i, swapCase))
    .filter((name) => !known.has(name))
    .slice(0, 1);
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
