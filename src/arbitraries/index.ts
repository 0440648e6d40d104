/** Every valid payload, and every payload that breaks one rule, as fast-check arbitraries. @packageDocumentation */
export { type InvalidBody, invalidCreateRequest, invalidSchemaRequest } from './invalid-requests.ts';
export { invalidItem, item } from './items.ts';
export {
  activitySettings,
  complianceSettings,
  configuration,
  connection,
  createRequest,
  graphError,
  schemaRequest,
  searchSettings,
} from './requests.ts';
