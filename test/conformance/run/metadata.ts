import { contentExperienceTypes } from '../../../src/index.ts';
import { type ApiVersion, enumMembers, isOpenType, limits, type Member, membersOf } from '../../../src/rules/index.ts';

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int32: (value) => Number.isInteger(value) && Math.abs(Number(value) + 0.5) < 2 ** 31,
  // A whole number that JSON can carry without loss.
  Int64: (value) => Number.isSafeInteger(value),
  DateTimeOffset: (value) => typeof value === 'string' && limits.dateTimeOffset.test(value),
  Json: isObject,
};

/**
 * Whether the metadata allows a value, read from the table of members alone and written apart from the schemas: names,
 * types, nullability, members of enums, what is on beta only. `test/conformance/metadata.test.ts` holds the table
 * against the metadata files. A type annotation is OData's own, and a list holds no null.
 */
export function metadataAllows(type: string, value: unknown, version: ApiVersion): boolean {
  if (!isObject(value)) return false;
  const known = membersOf(type, version);
  return Object.entries(value).every(([name, member]) => {
    if (name.startsWith('@odata.')) return typeof member === 'string';
    const declared = known.get(name);
    return declared ? memberAllows(declared, member, version) : isOpenType(type);
  });
}

function memberAllows(member: Member, value: unknown, version: ApiVersion): boolean {
  // What the metadata says of null in a collection is about its elements.
  if (value === null) return member.nullable || member.collection === true;
  if (!member.collection) return valueAllows(member, value, version);
  return Array.isArray(value) && value.every((element) => valueAllows(member, element, version));
}

function valueAllows({ kind, type }: Member, value: unknown, version: ApiVersion): boolean {
  if (kind === 'structured') return metadataAllows(type, value, version);
  if (kind === 'primitive') return primitives[type]?.(value) ?? false;
  if (typeof value !== 'string') return false;
  if (type !== 'contentExperienceType') return enumMembers[type]?.includes(value) ?? false;
  return value.split(', ').every((flag) => contentExperienceTypes.some((known) => known === flag));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
