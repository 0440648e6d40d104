/** Everything that the rules allow, and everything that breaks one of them, as fast-check arbitraries. */
export { connection, graphError } from './answers.ts';
export { type InvalidBody, invalidCreateRequest, invalidSchemaRequest } from './invalid-requests.ts';
export { createRequest, schemaRequest } from './requests.ts';
export { activitySettings, complianceSettings, configuration, searchSettings } from './settings.ts';
