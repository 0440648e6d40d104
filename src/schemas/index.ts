/** Zod shapes with the rules attached, and the check that explains what a body breaks. */
export { type ExternalActivity, judgeActivities } from './activity.ts';
export { anyCase } from './any-case.ts';
export {
  adviseCreateRequest,
  adviseUpdateRequest,
  checkCreateRequest,
  judgeCreateRequest,
} from './check-create-request.ts';
export { checkItem, type ItemOptions, itemOptions, judgeItem, schemaOption } from './check-item.ts';
export { adviseSchemaRequest, checkSchemaRequest, judgeSchemaRequest } from './check-schema-request.ts';
export { type ExternalConnection, externalConnectionSchema } from './connection.ts';
export {
  type CreateExternalConnection,
  createExternalConnectionSchema,
  type LiveCreateExternalConnection,
} from './create-request.ts';
export { type Difference, differencesBetween } from './differences.ts';
export { type GraphError, graphErrorSchema } from './graph-error.ts';
export * from './group.ts';
export { type ExternalItem, type ExternalItemRequest, externalItemSchema } from './item.ts';
export { itemPlacesOf } from './item-places.ts';
export { propertyTypeOf, valueAnnotations } from './item-values.ts';
export { fromPointer, replaceAt, toPointer, valueAt } from './json-pointer.ts';
export { nestsTooDeep, type Verdict } from './judge-body.ts';
export { didYouMean } from './nearest-name.ts';
export { printable, printableJson, printableLine } from './printable.ts';
export { badOption, readOptions, requireWholeNumber } from './read-options.ts';
export { contextOf, ruleContextOptions, type SchemaOptions, withDefaults } from './rule-context.ts';
export type { SchemaProperty } from './schema-property.ts';
export type { ConnectionSchema } from './schema-request.ts';
export { schemasFor } from './schemas-for.ts';
export { explainViolation, showFound, showValue, type Violation, violationOf } from './violation.ts';
