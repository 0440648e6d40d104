import type { Faker } from '@faker-js/faker';
import { type ApiVersion, limits } from '../rules/index.ts';
import type { ConnectionSchema, SchemaProperty } from '../schemas/index.ts';
import type { Source } from './connections.ts';
import type { SampleProperty } from './sample-systems.ts';
import { chooseSubject, forVersion } from './settings.ts';

/** The properties of every item, whatever its system; each has a label of Microsoft 365. */
const everywhere: readonly SampleProperty[] = [
  { name: 'title', type: 'string', use: 'search', description: 'Title of the item', alias: 'heading', label: 'title' },
  { name: 'url', type: 'string', use: 'show', description: 'Where the item opens in its system', label: 'url' },
  { name: 'iconUrl', type: 'string', use: 'show', description: 'Icon of the kind of item', label: 'iconUrl' },
  {
    name: 'lastModifiedBy',
    type: 'string',
    use: 'search',
    description: 'Who changed the item last',
    alias: 'editor',
    label: 'lastModifiedBy',
  },
  {
    name: 'lastModifiedDateTime',
    type: 'dateTime',
    use: 'query',
    description: 'When the item was changed last',
    alias: 'editedDate',
    label: 'lastModifiedDateTime',
  },
];

const flags = {
  search: { isSearchable: true, isQueryable: true, isRetrievable: true },
  filter: { isQueryable: true, isRefinable: true, isRetrievable: true },
  query: { isQueryable: true, isRetrievable: true },
  exact: { isQueryable: true, isRetrievable: true, isExactMatchRequired: true },
  show: { isRetrievable: true },
} as const satisfies Record<SampleProperty['use'], Partial<SchemaProperty>>;

/** The schema of the items of a system. */
export function schema({ faker, version }: Source): ConnectionSchema {
  const { system } = chooseSubject(faker);
  const properties = [...everywhere, ...system.properties].map((each) => described(faker, each, version));
  return { baseType: limits.externalItemType, properties };
}

/** One property that the items of a system have of their own. */
export function schemaProperty({ faker, version }: Source): SchemaProperty {
  const { system } = chooseSubject(faker);
  return described(faker, faker.helpers.arrayElement(system.properties), version);
}

function described(faker: Faker, source: SampleProperty, version: ApiVersion): SchemaProperty {
  const { name, type, description, use, alias, label } = source;
  // A label has its own weight in the ranking, so only searched properties without one get a hint.
  const isTuned = use === 'search' && label === undefined;
  const property: SchemaProperty = {
    name,
    type,
    description,
    ...(alias && { aliases: [alias] }),
    ...(label && { labels: [label] }),
    ...flags[use],
    ...(isTuned && {
      rankingHint: { importanceScore: faker.helpers.arrayElement(['low', 'medium', 'high'] as const) },
    }),
  };
  return forVersion(property, version, 'property');
}
