/** Valid payloads from faker, and the catalogues of invalid ones. */
export type { AccessTokenOptions } from './access-token.ts';
export { type BuilderOptions, type Builders, createBuilders } from './create-builders.ts';
export { type InvalidRequest, invalidCreateRequests, invalidSchemaRequests } from './invalid-requests.ts';
export type { Overrides } from './merge.ts';
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
