/** The front door: schemas, rules, types. Needs zod alone. @module external-connection-testkit */
import { everyRule, type Rule } from './rules/index.ts';
import * as schemas from './schemas/index.ts';

export {
  type ApiVersion,
  type BinaryOperator,
  binaryOperators,
  type ConnectionOperationStatus,
  type ConnectionState,
  type ContentCategory,
  type ContentExperienceType,
  connectionOperationStatuses,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  type ErrorName,
  type ErrorResponse,
  type Evidence,
  errorResponses,
  type GraphErrorCode,
  type ImportanceScore,
  importanceScores,
  type Label,
  labels,
  type OpenQuestion,
  type Operation,
  type OperationName,
  openQuestions,
  operations,
  type Permission,
  type Permissions,
  type Profile,
  type PropertyType,
  propertyTypes,
  type Rule,
  type RuleId,
  type RuleOperation,
  ruleOperations,
  type Switches,
} from './rules/index.ts';
export {
  type CheckOptions,
  type ConnectionSchema,
  type CreateExternalConnection,
  checkCreateRequest,
  checkItem,
  checkSchemaRequest,
  type ExternalActivity,
  type ExternalConnection,
  type ExternalGroup,
  type ExternalItem,
  type ExternalItemRequest,
  explainViolation,
  type GraphError,
  type GroupMember,
  type ItemOptions,
  type LiveCreateExternalConnection,
  type SchemaOptions,
  type SchemaProperty,
  schemasFor,
  type Violation,
} from './schemas/index.ts';

/**
 * Every rule. The order of the table is the order in which the service is taken to check:
 * the first broken rule decides the response.
 */
export const rules: readonly Rule[] = /* @__PURE__ */ everyRule();

/**
 * The body of `POST /external/connections` in profile documented, version beta: what the reference page and the
 * metadata allow. Refuses undeclared properties. Each issue's message ends with the id of the broken
 * rule in brackets; enum members are accepted in any letter case and come out in that of the metadata.
 *
 * @example
 * ```ts
 * import { createExternalConnectionSchema } from 'external-connection-testkit';
 *
 * const body = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };
 * createExternalConnectionSchema.parse(body);
 * ```
 */
export const createExternalConnectionSchema = /* @__PURE__ */ schemas.createExternalConnectionSchema(schemas.zod);

/**
 * An externalConnection as Graph returns it, on beta and v1.0. Tolerant, as a client must be: members that the
 * service may add pass, and so do unknown enum members. Only `id` is always there.
 * **Source:** metadata of beta and v1.0; question 5 for the members that may be null or absent.
 */
export const externalConnectionSchema = /* @__PURE__ */ schemas.externalConnectionSchema(schemas.zod);

/**
 * The body of `PUT /external/connections/{id}/items/{id}` for an item that is new, as the live service takes it. The
 * properties may be any, for their names and types depend on the schema of the connection: `checkItem` knows it.
 * Each issue's message ends with the id of the broken rule in brackets.
 *
 * @example
 * ```ts
 * import { externalItemSchema } from 'external-connection-testkit';
 *
 * externalItemSchema.parse({
 *   acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
 *   properties: { title: 'Error in the payment gateway' },
 *   content: { type: 'text', value: 'The payment gateway fails' },
 * });
 * ```
 */
export const externalItemSchema = /* @__PURE__ */ schemas.externalItemSchema(schemas.zod);

/**
 * The error envelope of Microsoft Graph. `innerError` may be absent, may nest, and may hold more than is named here.
 * **Source:** Microsoft Graph error responses page; captured bodies spell `innerError` as here, `date` has no zone.
 */
export const graphErrorSchema = /* @__PURE__ */ schemas.graphErrorSchema(schemas.zod);
