/** Facts as data: vocabulary, members, limits, rules, error responses, open questions. Imports nothing from other modules. */
export { asRecord, definedOf, once, parseJson } from './as-record.ts';
export {
  type ErrorCircumstances,
  type ErrorName,
  type ErrorResponse,
  type Evidence,
  errorEnvelope,
  errorResponses,
  type GraphErrorCode,
} from './error-responses.ts';
export {
  basicCredentialsIn,
  bearerToken,
  bearerTokenIn,
  claimsOf,
  connectionHeaders,
  type DecodedText,
  decodeText,
  fakeToken,
  hasBearerScheme,
  isJsonContentType,
  isRetryable,
  responseContentType,
  retryAfterIn,
  type TokenClaims,
} from './headers.ts';
export * from './hosts.ts';
export { everyTypeSchema } from './item-value-rules.ts';
export { limits } from './limits.ts';
export { isServiceRoot, isUsGovernment, matchOperation, type OperationMatch } from './match-operation.ts';
export {
  isBeyondUsGovernment,
  isControlInformation,
  isOpenType,
  itemMembers,
  type Member,
  members,
  membersOf,
  placesWhere,
  type StructuredType,
  schemaMembers,
} from './members.ts';
export {
  defaultContext,
  type OpenQuestion,
  openQuestions,
  type RuleContext,
  type Switches,
} from './open-questions.ts';
export {
  contextUrl,
  type Operation,
  type OperationName,
  operationNames,
  operationOf,
  operations,
  type PathIds,
  type Permission,
  type Permissions,
  pathOf,
  requestLineOf,
  unrestricted,
} from './operations.ts';
export {
  didYouMean,
  listOf,
  printable,
  printableJson,
  printableLine,
  printableLines,
  quotedListOf,
  showValue,
  textOf,
} from './printable.ts';
export { holds, placesIn } from './rule.ts';
export { positionOf, ruleOf } from './rule-of.ts';
export { type BodyRuleId, everyRule, type Rule, type RuleId } from './rules.ts';
export { sources } from './sources.ts';
export * from './vocabulary.ts';
