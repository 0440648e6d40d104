import type { Faker } from '@faker-js/faker';
import { type ApiVersion, type Label, labels, limits, type PropertyType, propertyTypes } from '../rules/index.ts';
import type { ConnectionSchema, SchemaProperty } from '../schemas/index.ts';
import { sentenceOf } from './largest.ts';
import { forVersion } from './settings.ts';

const indexLength = 3;
const usableLabels = labels.filter((label) => label !== 'unknownFutureValue');
const usableTypes = propertyTypes.filter((type) => type !== 'unknownFutureValue');

/** A schema in which every documented limit is reached, with each label once and each type several times. */
export function largestSchema(faker: Faker, version: ApiVersion): ConnectionSchema {
  const properties = Array.from({ length: limits.schemaProperties.maximum }, (_, index) =>
    forVersion(largestProperty(faker, index), version, 'property'),
  );
  return { baseType: limits.externalItemType, properties };
}

function largestProperty(faker: Faker, index: number): SchemaProperty {
  const label = usableLabels[index];
  const type = label ? typeOf(label) : (usableTypes[index % usableTypes.length] ?? 'string');
  const isText = limits.textTypes.includes(type);
  const isSearchable = isText && index % 2 === 0;
  return {
    name: nameOf(faker, limits.schemaProperty.nameMaximum, index),
    type,
    description: sentenceOf(faker, limits.schemaProperty.descriptionMaximum),
    aliases: [1, 2].map((number) => nameOf(faker, limits.schemaProperty.aliasMaximum, number * 1000 + index)),
    ...(label && { labels: [label] }),
    isQueryable: true,
    isRetrievable: true,
    isSearchable,
    isRefinable: !isSearchable && /^(?:string|int64|double)/.test(type),
    isExactMatchRequired: isText && !isSearchable,
    ...(isSearchable && { rankingHint: { importanceScore: 'veryHigh' as const } }),
  };
}

/** A label goes to a property of its own type: those of dates say so. */
function typeOf(label: Label): PropertyType {
  return /Date(?:Time)?$/.test(label) ? 'dateTime' : 'string';
}

/** Words written together, as long as asked, with a number at the end that makes them unlike any other. */
function nameOf(faker: Faker, length: number, index: number): string {
  const number = String(index).padStart(indexLength, '0');
  const words = faker.lorem.words(8).replaceAll(' ', '');
  return `${words.padEnd(length, 'x').slice(0, length - number.length)}${number}`;
}
