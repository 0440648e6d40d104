import * as z from 'zod';

/** A JSON Schema, or any other part of the document: an object of JSON. */
export interface Json {
  [name: string]: unknown;
}

/** What a client may send, as the zod schema accepts it; short where zod is wordy. */
export function requestSchema(schema: z.ZodType): Json {
  return tidied(z.toJSONSchema(schema, { io: 'input' }));
}

/**
 * A body that Graph may return. A client must accept unknown properties and enum members: no object is closed, the
 * members of an enum are examples, and no property depends on another.
 */
export function responseSchema(schema: z.ZodType): Json {
  return mapped(tidied(z.toJSONSchema(schema, { io: 'output' })), tolerantNode);
}

/** The schema with the object or the enum changed that it is, or that is within its array or its choice. */
export function withValue(schema: Json, change: (value: Json) => Json): Json {
  const { type, items, anyOf } = schema;
  if (type === 'object' || schema.enum || schema.examples) return change(schema);
  if (isJsonObject(items)) return { ...schema, items: withValue(items, change) };
  if (Array.isArray(anyOf)) return { ...schema, anyOf: anyOf.map((choice: Json) => withValue(choice, change)) };
  return schema;
}

export function isJsonObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tidied({ $schema, ...schema }: Json): Json {
  return mapped(schema, (node) => nullable(withOnePattern(withoutNoise(node))));
}

/** Each object in the JSON changed, the innermost first. */
function mapped(json: Json, change: (node: Json) => Json): Json {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isJsonObject(value) ? mapped(value, change) : value;
  };
  return change(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, inside(value)])));
}

/** Without what goes without saying: that names are strings, and that a closed object has no other property. */
function withoutNoise({ propertyNames, ...node }: Json): Json {
  const { properties, additionalProperties } = node;
  if (!isJsonObject(properties) || additionalProperties !== false) return node;
  const allowed = Object.entries(properties).filter(([, schema]) => JSON.stringify(schema) !== '{"not":{}}');
  return { ...node, properties: Object.fromEntries(allowed) };
}

/**
 * Several patterns as one, with lookaheads. `allOf` says the same, but the comparator of Pact and OpenAPI reads an
 * `allOf` as a merge, in which the last pattern wins.
 */
function withOnePattern(node: Json): Json {
  const { allOf, ...others } = node;
  if (!Array.isArray(allOf)) return node;
  const patterns = allOf.map(({ pattern }: Json) => String(pattern));
  const refusing = patterns.filter((pattern) => pattern.startsWith('^(?!'));
  const [matching = '^', ...more] = patterns.filter((pattern) => !refusing.includes(pattern));
  if (more.length > 0 || !matching.startsWith('^')) throw new Error(`Cannot join the patterns ${patterns.join(' ')}.`);
  return { ...others, pattern: `^${[...refusing, matching].map((pattern) => pattern.slice(1)).join('')}` };
}

/** A string or null, an array or null and their like as one schema with two types. */
function nullable(node: Json): Json {
  const { anyOf, ...others } = node;
  const [value, nothing] = Array.isArray(anyOf) ? (anyOf as Json[]) : [];
  if (!value || nothing?.type !== 'null' || typeof value.type !== 'string') return node;
  if (value.type === 'object' || value.enum || value.const) return node;
  return { ...others, ...value, type: [value.type, 'null'] };
}

function tolerantNode(node: Json): Json {
  const { additionalProperties, enum: members, if: condition, then, else: otherwise, ...others } = node;
  if (Array.isArray(members) && members.length > 1) return { ...others, examples: members };
  return node.properties ? others : node;
}
