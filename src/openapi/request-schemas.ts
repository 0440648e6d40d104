import * as z from 'zod';
import type { ApiVersion } from '../rules/index.ts';
import { externalGroupSchema, externalItemSchema, groupMemberSchema, schemasFor } from '../schemas/index.ts';
import { addSchema, reference, type Schemas } from './components.ts';
import { isJson, type Json, requestSchema } from './json-schema.ts';
import { noteRules, rulesIn, sentenceOf } from './rule-notes.ts';

/** **Source:** JSON batching concept page. */
const batchRequest = z.object({
  requests: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.string().regex(/^(GET|POST|PUT|PATCH|DELETE)$/i),
        url: z.string().min(1).meta({ description: 'Relative to the version, such as /external/connections.' }),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).optional().meta({ description: 'Ids of parts before this one.' }),
      }),
    )
    .min(1)
    .max(20),
});

/**
 * Adds the schemas of what a client may send: whole on beta, in profile documented; for v1.0 and for profile live what
 * they refuse beyond that.
 */
export function addRequests(schemas: Schemas): void {
  const beta = requestParts('beta');
  addSchema(schemas, ['createRequest.beta'], { schema: beta.create, type: 'externalConnection' });
  addSchema(schemas, ['schemaRequest.beta'], { schema: beta.schema, type: 'schema' });
  const v1 = requestParts('v1.0');
  schemas['createRequest.v1.0'] = beyond('createRequest.beta', beta.create, v1.create);
  schemas['property.v1.0'] = beyond('property', beta.property, v1.property);
  schemas['schemaRequest.v1.0'] = withItems(v1.schema, reference('schemas', 'property.v1.0'));
  schemas['createRequest.live.beta'] = live('beta', beta.create);
  schemas['createRequest.live.v1.0'] = live('v1.0', v1.create);
  schemas.itemRequest = requestSchema(externalItemSchema);
  schemas.groupRequest = requestSchema(externalGroupSchema);
  schemas.memberRequest = requestSchema(groupMemberSchema);
  schemas.batchRequest = requestSchema(batchRequest);
  noteRules(schemas);
}

function requestParts(version: ApiVersion) {
  const { createRequest, schemaRequest } = schemasFor({ profile: 'documented', version });
  const property = requestSchema(schemaRequest.shape.properties.element);
  return { create: requestSchema(createRequest), schema: requestSchema(schemaRequest), property };
}

/** A schema as another one with what it asks for besides. */
function beyond(name: string, before: Json, after: Json): Json {
  return { allOf: [reference('schemas', name), difference(before, after)] };
}

/** What the later of two schemas of objects asks for and the earlier does not. */
function difference(before: Json, after: Json): Json {
  const known = isJson(before.properties) ? before.properties : {};
  const changed = Object.entries(after.properties ?? {}).filter(
    ([name, schema]) => JSON.stringify(schema) !== JSON.stringify(known[name]),
  );
  const required =
    JSON.stringify(after.required) === JSON.stringify(before.required) ? {} : { required: after.required };
  return { type: 'object', properties: Object.fromEntries(changed), ...required };
}

function withItems(schema: Json, items: Json): Json {
  const { properties } = schema;
  if (!isJson(properties) || !isJson(properties.properties)) throw new Error('A schema has the member properties.');
  return { ...schema, properties: { ...properties, properties: { ...properties.properties, items } } };
}

function live(version: ApiVersion, documented: Json): Json {
  const after = requestSchema(schemasFor({ profile: 'live', version }).createRequest);
  const stricter = rulesIn('live', version).filter(({ profiles }) => !profiles.includes('documented'));
  return {
    description: ['What profile live accepts.', ...stricter.map(({ id }) => sentenceOf(id))].join('\n'),
    ...beyond(`createRequest.${version}`, documented, after),
  };
}
