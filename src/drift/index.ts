/** How a tenant of Graph differs from the kit. */
export type { Attribution, Difference, QuestionResult, Severity } from './difference.ts';
export {
  type PlannedRequest,
  plannedRequests,
  type Skipped,
  type TenantReport,
  tenantDrift,
} from './tenant-drift.ts';
export type { PlanOptions, TenantOptions } from './tenant-options.ts';
