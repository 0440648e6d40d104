import type { Faker } from '@faker-js/faker';
import { type ApiVersion, membersOf, typeNamespace } from '../rules/index.ts';
import type { CreateExternalConnection } from '../schemas/index.ts';
import { companyName, uuid } from './draws.ts';
import type { SourceSystem } from './source-system.ts';

export type ActivitySettings = NonNullable<CreateExternalConnection['activitySettings']>;
export type SearchSettings = NonNullable<CreateExternalConnection['searchSettings']>;
export type ComplianceSettings = NonNullable<CreateExternalConnection['complianceSettings']>;
export type Configuration = NonNullable<CreateExternalConnection['configuration']>;
export type ItemIdResolver = NonNullable<ActivitySettings['urlToItemResolvers']>[number];
export type UrlMatchInfo = NonNullable<ItemIdResolver['urlMatchInfo']>;
export type DisplayTemplate = NonNullable<SearchSettings['searchResultTemplates']>[number];
export type PropertyRule = NonNullable<DisplayTemplate['rules']>[number];

/** What a connection is about: the system, and the company that runs it. */
export interface Subject {
  readonly system: SourceSystem;
  readonly company: string;
  /** The company in lower-case letters alone, as host names and ids want it. */
  readonly slug: string;
}

/** A company and one of its systems. */
export function subject(faker: Faker, systems: readonly SourceSystem[]): Subject {
  const company = companyName(faker);
  const slug = company
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .slice(0, 16);
  return { system: faker.helpers.arrayElement(systems), company, slug };
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

export function propertyRule({ system }: Subject): PropertyRule {
  return { property: system.property, operation: 'contains', values: [...system.values], valuesJoinedBy: 'or' };
}

export function displayTemplate(about: Subject, kind: 'search' | 'compliance' = 'search'): DisplayTemplate {
  return {
    id: about.system.template,
    priority: 1,
    layout: adaptiveCard(about, kind),
    rules: [propertyRule(about)],
  };
}

export function urlMatchInfo({ system, slug }: Subject): UrlMatchInfo {
  return { baseUrls: [`https://${system.word}.${slug}.example`], urlPattern: system.urlPattern };
}

export function itemIdResolver(about: Subject): ItemIdResolver {
  return {
    '@odata.type': `#${typeNamespace}.itemIdResolver`,
    priority: 1,
    itemId: about.system.itemId,
    urlMatchInfo: urlMatchInfo(about),
  };
}

export function activitySettings(about: Subject): ActivitySettings {
  return { urlToItemResolvers: [itemIdResolver(about)] };
}

export function searchSettings(about: Subject): SearchSettings {
  return { searchResultTemplates: [displayTemplate(about)] };
}

export function complianceSettings(about: Subject): ComplianceSettings {
  return { eDiscoveryResultTemplates: [displayTemplate(about, 'compliance')] };
}

export function configuration(faker: Faker): Configuration {
  return { authorizedAppIds: [uuid(faker)] };
}

/** The members of a value of the type that exist in the version; by default of a payload. */
export function forVersion<Value extends object>(
  value: Value,
  version: ApiVersion,
  type: 'externalConnection' | 'property' = 'externalConnection',
): Value {
  if (version === 'beta') return value;
  const known = new Set(membersOf(type, version).map(([name]) => name));
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('@') || known.has(name))) as Value;
}
