/** Valid payloads from faker, and the catalogues of invalid ones. */
export { everyTypeSchema } from '../rules/index.ts';
export type { AccessTokenOptions } from './create-builders.ts';
export { type BuilderOptions, type Builders, createBuilders } from './create-builders.ts';
export { invalidItemRequests } from './invalid-requests.ts';
export { type InvalidRequest, invalidCreateRequests, invalidSchemaRequests } from './invalid-requests.ts';
export type { Overrides } from './create-builders.ts';
export type {
  ActivitySettings,
  ComplianceSettings,
  Configuration,
  DisplayTemplate,
  ItemIdResolver,
  PropertyRule,
  SearchSettings,
  UrlMatchInfo,
} from './settings.ts';
