import type { RuleContext } from '../rules/index.ts';
import { type BodyJudge, checkBody, judgeBody, type Verdict } from './judge-body.ts';
import type { ConnectionSchema } from './schema-request.ts';
import { contextOf, type SchemaOptions, schemasFor } from './schemas-for.ts';
import type { Violation } from './violation.ts';

/**
 * Every rule that the registration of a schema breaks, the one that Graph would answer first in front; empty when
 * it is valid. What is judged is what JSON.stringify makes of the value, for that is what travels. Never throws,
 * whatever the value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options version (default `beta`); the profiles do not differ here.
 * @throws TypeError when an option is none that exists; never for the body.
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
  return checkBody(body, schemaJudge(contextOf(options)));
}

/** Judges the body of a schema registration that JSON.parse has read. */
export function judgeSchemaRequest(body: unknown, context: RuleContext): Verdict<ConnectionSchema> {
  return judgeBody(body, schemaJudge(context));
}

function schemaJudge(context: RuleContext): BodyJudge<ConnectionSchema> {
  return { schema: schemasFor(context).schemaRequest, depth: 'schema.depth' };
}
