import { membersOf } from '../rules/index.ts';
import { isJson, type Json, withValue } from './json-schema.ts';

/** The schemas of the document by their names, to which other parts refer. */
export type Schemas = Record<string, Json>;

interface TypedSchema {
  readonly schema: Json;
  /** The type of the whole in the metadata, such as `externalConnection`. */
  readonly type: string;
  /** What the names of the types within begin with. Default: nothing. */
  readonly prefix?: string;
}

type Kind = 'schemas' | 'responses' | 'headers' | 'examples' | 'parameters' | 'requestBodies';

/** A reference to a component of that kind. */
export function reference(kind: Kind, name: string): Json {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The schema to which a reference leads; a schema that is none, as it is. */
export function dereferenced(schemas: Schemas, schema: Json): Json {
  return schemas[String(schema.$ref ?? '').replace('#/components/schemas/', '')] ?? schema;
}

/**
 * Adds a schema under the first of the names that is free, or has the same schema, and returns a reference to it.
 * Each object and each enum within becomes a schema of its own, named by its type: a type is written once, and where
 * two of one type differ, the later has the name of its owner before its own.
 */
export function addSchema(
  schemas: Schemas,
  names: readonly [string, ...string[]],
  { schema, type, prefix = '' }: TypedSchema,
): Json {
  const properties: Json = { ...(isJson(schema.properties) && schema.properties) };
  for (const [member, { type: inner, kind }] of membersOf(type)) {
    const value = properties[member];
    if (kind === 'primitive' || !isJson(value)) continue;
    const within = [`${prefix}${inner}`, `${names[0]}.${inner}`] as const;
    properties[member] = withValue(value, (found) =>
      addSchema(schemas, within, { schema: found, type: inner, prefix }),
    );
  }
  const complete = { ...schema, ...(isJson(schema.properties) && { properties }) };
  const isFree = (name: string) => !schemas[name] || JSON.stringify(schemas[name]) === JSON.stringify(complete);
  const name = names.find(isFree);
  if (!name) throw new Error(`Two schemas that differ have the name ${names.at(-1)}.`);
  schemas[name] = complete;
  return reference('schemas', name);
}
