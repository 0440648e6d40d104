import * as z from 'zod';
import { asRecord } from '../rules/index.ts';
import { type ExternalItemRequest, type ItemContext, itemSchemaFor } from './item.ts';
import { type BodyJudge, checkBody, judgeBody, type Verdict } from './judge-body.ts';
import { readOptions } from './read-options.ts';
import { ruleContextOptions, type SchemaOptions, withDefaults } from './rule-context.ts';
import type { ConnectionSchema } from './schema-request.ts';
import type { Violation } from './violation.ts';

/** What a check of an item is for. */
export interface ItemOptions extends SchemaOptions {
  /** The schema of the connection that the item is for. Default: none, and the properties may be any. */
  readonly schema?: ConnectionSchema;
}

/** The schema of a connection as an option; it may break rules, but has names and types. */
export const schemaOption = z.custom<ConnectionSchema>((value) => {
  const properties = asRecord(value)?.properties;
  return Array.isArray(properties) && properties.every(isNamedAndTyped);
}, 'the schema of a connection, an object with properties that have a name and a type');

function isNamedAndTyped(property: unknown): boolean {
  const { name, type } = asRecord(property) ?? {};
  return typeof name === 'string' && typeof type === 'string';
}

/** The options of a function that judges an item, or makes one. */
export const itemOptions = { ...ruleContextOptions, schema: schemaOption.optional() };

/**
 * Every rule that an item breaks, the one that Graph would name first in front; empty when the item is valid for a
 * connection with the schema. What is judged is what JSON.stringify makes of the value, for that is what travels.
 * Never throws, whatever the value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options the schema of the connection, profile and version.
 * @throws TypeError when an option cannot be used; never for the item.
 * @example
 * ```ts
 * import { checkItem } from 'external-connection-testkit';
 *
 * const schema = {
 *   baseType: 'microsoft.graph.externalItem',
 *   properties: [{ name: 'priority', type: 'int64' }],
 * } as const;
 * const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }];
 * const [violation] = checkItem({ acl, properties: { priority: 'high' } }, { schema: { ...schema, properties: [...schema.properties] } });
 * violation?.rule; // 'itemValue.int64'
 * violation?.path; // '/properties/priority'
 * ```
 */
export function checkItem(item: unknown, options: ItemOptions = {}): readonly Violation[] {
  const { schema, ...context } = readOptions('checkItem', itemOptions, options);
  return checkBody(item, itemJudge({ profile: withDefaults(context).profile, schema }));
}

/** Judges the body of an item that JSON.parse has read. */
export function judgeItem(body: unknown, context: ItemContext): Verdict<ExternalItemRequest> {
  return judgeBody(body, itemJudge(context));
}

function itemJudge(context: ItemContext): BodyJudge<ExternalItemRequest> {
  return { schema: itemSchemaFor(context), depth: 'item.depth' };
}
