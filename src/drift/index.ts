/** How the kit's rules and the world have drifted apart: Graph's metadata, or a tenant, held against the tables. */
export type { Attribution, Difference, Severity } from './difference.ts';
export { type MetadataReport, metadataDrift } from './metadata/metadata-drift.ts';
export type { QuestionAnswer } from './tenant/question-answers.ts';
export {
  type PlannedRequest,
  plannedRequests,
  type Skipped,
  type TenantReport,
  tenantDrift,
} from './tenant/tenant-drift.ts';
export type { PlanOptions, TenantOptions } from './tenant/tenant-options.ts';
