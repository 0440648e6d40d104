import * as z from 'zod';
import { type BodyRuleId, typeNamespace } from '../rules/index.ts';
import { enforces } from './enforces.ts';

/** The types whose annotation is optional: those with such a rule. */
type Annotated = BodyRuleId extends infer Id ? (Id extends `${infer Type}.typeName` ? Type : never) : never;

/** Where the type is not called as in the ids of its rules: `property.known` is about a create request. */
const typeNames: Partial<Record<Annotated, string>> = { schemaProperty: 'property' };

/** The optional annotation that names the type of an object; the type as the ids of its rules have it. */
export function typeName(type: Annotated) {
  const pattern = new RegExp(`^#?${typeNamespace.replaceAll('.', '\\.')}\\.${typeNames[type] ?? type}$`);
  return z
    .string(enforces(`${type}.typeName`))
    .regex(pattern, enforces(`${type}.typeName`))
    .optional();
}
