/** Zod shapes with the rules attached, and the check that explains what a body breaks. */
export * from '../rules/printable.ts';
export * from './check-requests.ts';
export { type ExternalConnection, externalConnectionSchema } from './connection.ts';
export * from './create-request.ts';
export { anyCase } from './enforces.ts';
export { type GraphError, graphErrorSchema } from './graph-error.ts';
export * from './group.ts';
export * from './item.ts';
export { itemPlacesOf, propertyTypeOf, valueAnnotations } from './item-values.ts';
export { type Difference, differencesBetween, fromPointer, replaceAt, toPointer, valueAt } from './json-pointer.ts';
export { judgeBody, nestsTooDeep } from './judge-body.ts';
export { badOption, option, readOptions } from './read-options.ts';
export { type Problem, reader, readJson } from './reader.ts';
export { type ConnectionSchema, type SchemaProperty, schemaChanges } from './schema-request.ts';
export { schemasFor } from './schemas-for.ts';
export { explainViolation, showFound, type Violation, violationOf } from './violation.ts';
export { zod } from './zod.ts';
