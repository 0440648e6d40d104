import * as fc from 'fast-check';
import { asRecord } from '../../../src/rules/index.ts';

/** A JSON Schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>;

const anything = fc.jsonValue({ maxDepth: 2 });

/** The formats of the document, each with a value. */
const formats: Readonly<Record<string, string>> = {
  uuid: '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f',
  uri: 'https://contoso.com/tickets/1',
  'date-time': '2026-11-24T08:00:00Z',
};

/**
 * Values of a schema of the document: what `properties`, `required`, `items`, `enum`, `pattern`, lengths and counts say.
 * Conditions and lookaheads are not read, so that some values break them.
 *
 * @param components the schemas to which a reference leads.
 */
export function schemaValue(schema: Schema, components: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const inner = (other: unknown) => schemaValue(asRecord(other) ?? {}, components);
  const { $ref, anyOf, allOf, enum: members, const: only } = schema;
  if ($ref !== undefined) return inner(components[String($ref).replace('#/components/schemas/', '')]);
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(inner));
  if (Array.isArray(allOf)) return fc.tuple(...allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  if (Array.isArray(members)) return fc.constantFrom(...members);
  if (only !== undefined) return fc.constant(only);
  const types = [schema.type].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, inner)));
}

function ofType(type: unknown, schema: Schema, inner: (other: unknown) => fc.Arbitrary<unknown>) {
  const { minimum = 0, maximum = 1000, minItems = 0, maxItems = 4, items } = schema;
  switch (type) {
    case 'object':
      return ofObject(schema, inner);
    case 'array':
      return fc.array(inner(items), { minLength: Number(minItems), maxLength: Math.min(Number(maxItems), 4) });
    case 'integer':
    case 'number':
      return fc.oneof(fc.constantFrom(minimum, maximum), fc.integer({ min: 0, max: 1000 }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return ofString(schema);
    default:
      return anything;
  }
}

function ofObject(schema: Schema, inner: (other: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { required, additionalProperties, minProperties } = schema;
  const named = Object.entries(asRecord(schema.properties) ?? {}).map(([name, value]) => [name, inner(value)] as const);
  const names = new Set(named.map(([name]) => name));
  const requiredKeys = (Array.isArray(required) ? required.map(String) : []).filter((name) => names.has(name));
  const declared = fc.record(Object.fromEntries(named), { requiredKeys });
  if (!asRecord(additionalProperties)) return declared;
  const key = fc.constantFrom('title', 'priority', 'Authorization', 'Content-Type');
  const others = fc.dictionary(key, inner(additionalProperties), { minKeys: Number(minProperties ?? 0), maxKeys: 2 });
  return fc.tuple(declared, others).map(([own, more]) => ({ ...more, ...own }));
}

function ofString({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  const known = formats[String(format)];
  if (known) return fc.constant(known);
  if (typeof pattern !== 'string') return fc.string({ minLength: Number(minLength), maxLength: Number(maxLength) });
  // fast-check knows no lookahead; most patterns that have one are for ids of letters and digits.
  const form = pattern.includes('(?!') ? /^[a-z][a-z0-9]{3,11}$/ : new RegExp(pattern);
  return fc.stringMatching(form).map((text) => text.slice(0, Number(maxLength)));
}
