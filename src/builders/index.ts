/** Valid payloads from faker, and the catalogues of invalid ones. @packageDocumentation */
export { everyTypeSchema } from '../rules/index.ts';
export type { AccessTokenOptions, Overrides } from './create-builders.ts';
export { type BuilderOptions, type Builders, createBuilders } from './create-builders.ts';
export {
  type InvalidRequest,
  invalidCreateRequests,
  invalidItemRequests,
  invalidSchemaRequests,
} from './invalid-requests.ts';
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
