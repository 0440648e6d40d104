/** Valid payloads from faker, and the catalogue of invalid ones. */
export type { AccessTokenOptions } from './access-token.ts';
export { type BuilderOptions, type Builders, createBuilders } from './create-builders.ts';
export { type InvalidCreateRequest, invalidCreateRequests } from './invalid-create-requests.ts';
export type { InvalidRequest } from './invalid-requests.ts';
export { type InvalidSchemaRequest, invalidSchemaRequests } from './invalid-schema-requests.ts';
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
