/** Zod shapes with the rules attached, and the check that explains what a body breaks. */
export { printable, printableJson, printableLine } from '../rules/index.ts';
export {
  adviseControlInformation,
  adviseCreateRequest,
  adviseItem,
  adviseSchemaRequest,
  adviseUpdateRequest,
  adviseUsGovernment,
  type CheckOptions,
  checkCreateRequest,
  checkItem,
  checkSchemaRequest,
  type ItemOptions,
  itemOptions,
  judgeCreateRequest,
  judgeItem,
  judgeSchemaRequest,
  schemaOption,
} from './check-requests.ts';
export { type ExternalConnection, externalConnectionSchema } from './connection.ts';
export {
  type CreateExternalConnection,
  createExternalConnectionSchema,
  type LiveCreateExternalConnection,
} from './create-request.ts';
export { anyCase, lazyShape } from './enforces.ts';
export { type GraphError, graphErrorSchema } from './graph-error.ts';
export * from './group.ts';
export {
  activitiesRequestSchema,
  type ExternalActivity,
  type ExternalItem,
  type ExternalItemRequest,
  externalItemSchema,
  itemSchemaFor,
  judgeActivities,
} from './item.ts';
export { itemPlacesOf, propertyTypeOf, valueAnnotations } from './item-values.ts';
export { type Difference, differencesBetween, fromPointer, replaceAt, toPointer, valueAt } from './json-pointer.ts';
export { type BodyResult, nestsTooDeep } from './judge-body.ts';
export {
  badOption,
  contextOf,
  option,
  readOptions,
  requireWholeNumber,
  ruleContextOptions,
  type SchemaOptions,
  withDefaults,
} from './read-options.ts';
export { type Problem, reader, readJson } from './reader.ts';
export { type ConnectionSchema, type SchemaProperty, schemaChanges } from './schema-request.ts';
export { schemasFor } from './schemas-for.ts';
export {
  didYouMean,
  explainViolation,
  showFound,
  showValue,
  type Violation,
  violationOf,
} from './violation.ts';
export { zod } from './zod.ts';
