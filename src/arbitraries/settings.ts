import type * as fc from 'fast-check';
import type { ActivitySettings, ComplianceSettings, Configuration, SearchSettings } from '../builders/index.ts';
import type { SchemaOptions } from '../schemas/index.ts';
import { requestForm } from './requests.ts';
import { objectAt } from './structure.ts';

/** The activitySettings of a create request: up to three URL resolvers, their patterns all regular expressions. */
export function activitySettings(options: SchemaOptions = {}): fc.Arbitrary<ActivitySettings> {
  return settingsOf<ActivitySettings>('activitySettings', options);
}

/** The searchSettings of a create request: up to two display templates, with their layouts and rules. */
export function searchSettings(options: SchemaOptions = {}): fc.Arbitrary<SearchSettings> {
  return settingsOf<SearchSettings>('searchSettings', options);
}

/** The complianceSettings of a create request; beta only. Their cards are such as eDiscovery reads. */
export function complianceSettings(options: SchemaOptions = {}): fc.Arbitrary<ComplianceSettings> {
  return settingsOf<ComplianceSettings>('complianceSettings', options);
}

/** The configuration of a create request, an open type: now and then with a member that nobody declared. */
export function configuration(options: SchemaOptions = {}): fc.Arbitrary<Configuration> {
  return settingsOf<Configuration>('configuration', options);
}

function settingsOf<Settings>(type: string, options: SchemaOptions): fc.Arbitrary<Settings> {
  // The tables of members and rules say the same as the type; the tests prove it.
  return objectAt(type, `/${type}`, requestForm('createConnection', options)) as fc.Arbitrary<Settings>;
}
