/** The front door: schemas, rules, types. Needs zod alone. */
import { everyRule, type Rule } from './rules/index.ts';

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
  openQuestions,
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
  createExternalConnectionSchema,
  type ExternalActivity,
  type ExternalConnection,
  type ExternalGroup,
  type ExternalItem,
  type ExternalItemRequest,
  explainViolation,
  externalConnectionSchema,
  externalItemSchema,
  type GraphError,
  type GroupMember,
  graphErrorSchema,
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
export const rules: readonly Rule[] = everyRule();
