import type { Faker } from '@faker-js/faker';
import { type ApiVersion, membersOf, typeNamespace } from '../rules/index.ts';
import type { CreateExternalConnection } from '../schemas/index.ts';
import { type SampleSystem, sampleSystems } from './sample-systems.ts';

/** The value of `activitySettings`. */
export type ActivitySettings = NonNullable<CreateExternalConnection['activitySettings']>;
/** The value of `searchSettings`. */
export type SearchSettings = NonNullable<CreateExternalConnection['searchSettings']>;
/** The value of `complianceSettings`. */
export type ComplianceSettings = NonNullable<CreateExternalConnection['complianceSettings']>;
/** The value of `configuration`. */
export type Configuration = NonNullable<CreateExternalConnection['configuration']>;
/** One of `activitySettings.urlToItemResolvers`. */
export type ItemIdResolver = NonNullable<ActivitySettings['urlToItemResolvers']>[number];
/** The value of `urlMatchInfo` of a resolver. */
export type UrlMatchInfo = NonNullable<ItemIdResolver['urlMatchInfo']>;
/** One of `searchSettings.searchResultTemplates`. */
export type DisplayTemplate = NonNullable<SearchSettings['searchResultTemplates']>[number];
/** One of the `rules` of a display template. */
export type PropertyRule = NonNullable<DisplayTemplate['rules']>[number];

/** What a connection is about: the system, and the company that runs it. */
export interface Subject {
  readonly system: SampleSystem;
  readonly company: string;
  /** The company in lower-case letters only, for host names and ids. */
  readonly slug: string;
}

/** A company and one of its systems. */
export function chooseSubject(faker: Faker): Subject {
  const company = faker.company.name();
  const slug = company
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .slice(0, 16);
  return { system: faker.helpers.arrayElement(sampleSystems), company, slug };
}

/** An Adaptive Card for search results, which binds with `${property}`, or for eDiscovery, with `{property}`. */
export function adaptiveCard({ system }: Subject, kind: 'search' | 'compliance' = 'search'): Record<string, unknown> {
  const bind = (property: string) => (kind === 'search' ? `\${${property}}` : `{${property}}`);
  return {
    type: 'AdaptiveCard',
    version: kind === 'search' ? '1.3' : '1.2',
    body: [
      { type: 'TextBlock', text: bind('title'), weight: 'bolder', size: 'medium' },
      { type: 'TextBlock', text: bind(system.property), isSubtle: true, wrap: true },
    ],
  };
}

/** A property rule: the items for which a display template is used. */
export function propertyRule({ system }: Subject): PropertyRule {
  return { property: system.property, operation: 'contains', values: [...system.values], valuesJoinedBy: 'or' };
}

/** A display template with one rule. */
export function displayTemplate(about: Subject, kind: 'search' | 'compliance' = 'search'): DisplayTemplate {
  return {
    id: about.system.template,
    priority: 1,
    layout: adaptiveCard(about, kind),
    rules: [propertyRule(about)],
  };
}

/** The URLs of the items of a system. */
export function urlMatchInfo({ system, slug }: Subject): UrlMatchInfo {
  return { baseUrls: [`https://${system.word}.${slug}.example`], urlPattern: system.urlPattern };
}

/** A resolver that finds the id of an item in its URL. */
export function itemIdResolver(about: Subject): ItemIdResolver {
  const groups = about.system.urlPattern.matchAll(/\?<(\w+)>/g);
  return {
    '@odata.type': `#${typeNamespace}.itemIdResolver`,
    priority: 1,
    itemId: Array.from(groups, ([, name]) => `{${name}}`).join('_'),
    urlMatchInfo: urlMatchInfo(about),
  };
}

/** Activity settings with one resolver. */
export function activitySettings(about: Subject): ActivitySettings {
  return { urlToItemResolvers: [itemIdResolver(about)] };
}

/** Search settings with one display template. */
export function searchSettings(about: Subject): SearchSettings {
  return { searchResultTemplates: [displayTemplate(about)] };
}

/** Compliance settings with one display template; beta only. */
export function complianceSettings(about: Subject): ComplianceSettings {
  return { eDiscoveryResultTemplates: [displayTemplate(about, 'compliance')] };
}

/** A configuration with one app. */
export function configuration(faker: Faker): Configuration {
  return { authorizedAppIds: [faker.string.uuid()] };
}

/** The value with only those properties that its type has in the version. */
export function forVersion<Value extends object>(
  value: Value,
  version: ApiVersion,
  type: 'externalConnection' | 'property' = 'externalConnection',
): Value {
  if (version === 'beta') return value;
  const known = membersOf(type, version);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('@') || known.has(name))) as Value;
}
