/** Facts as data: vocabulary, members, limits, rules, error responses, open questions. Imports nothing from other modules. */
export * from './as-record.ts';
export * from './error-responses.ts';
export * from './headers.ts';
export * from './hosts.ts';
export { everyTypeSchema } from './item-value-rules.ts';
export { limits } from './limits.ts';
export * from './match-operation.ts';
export * from './members.ts';
export * from './open-questions.ts';
export * from './operations.ts';
export * from './printable.ts';
export { holds, placesIn } from './rule.ts';
export { positionOf, ruleOf } from './rule-of.ts';
export { type BodyRuleId, everyRule, type Rule, type RuleId } from './rules.ts';
export { sources } from './sources.ts';
export * from './vocabulary.ts';
