import type { RuleContext } from '../rules/index.ts';
import { type BodyJudge, checkBody, judgeBody, type Verdict } from './judge-body.ts';
import { contextOf, type SchemaOptions } from './rule-context.ts';
import type { ConnectionSchema } from './schema-request.ts';
import { schemasIn } from './schemas-for.ts';
import type { Violation } from './violation.ts';

/**
 * Every rule that the registration of a schema breaks, the one that Graph would report first in front; empty when
 * it is valid. What is judged is what JSON.stringify makes of the value, for that is what travels. Never throws,
 * whatever the value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options version (default `v1.0`); the profiles do not differ here.
 * @throws TypeError naming the option when one cannot be used; never for the body.
 * @example
 * ```ts
 * import { checkSchemaRequest } from 'external-connection-testkit';
 *
 * const properties = [{ name: 'priority', type: 'int64', isSearchable: true }];
 * const [violation] = checkSchemaRequest({ baseType: 'microsoft.graph.externalItem', properties });
 * violation?.rule; // 'schemaProperty.searchable'
 * violation?.path; // '/properties/0'
 * ```
 */
export function checkSchemaRequest(body: unknown, options: SchemaOptions = {}): readonly Violation[] {
  return checkBody(body, schemaJudge(contextOf(options, 'checkSchemaRequest')));
}

/** Judges the body of a schema registration that JSON.parse has read. */
export function judgeSchemaRequest(body: unknown, context: RuleContext): Verdict<ConnectionSchema> {
  return judgeBody(body, schemaJudge(context));
}

/** What a schema that is accepted would better leave out. */
export function adviseSchemaRequest(body: unknown, context: RuleContext): readonly Violation[] {
  return judgeSchemaRequest(body, { ...context, betaSettingsOnV1: false }).violations;
}

function schemaJudge(context: RuleContext): BodyJudge<ConnectionSchema> {
  return { schema: schemasIn(context).schemaRequest, depth: 'schema.depth' };
}
