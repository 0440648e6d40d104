import * as z from 'zod';
import { type ApiVersion, apiVersions, connectionOperationStatuses } from '../rules/index.ts';
import {
  externalGroupSchema,
  externalItemSchema,
  graphErrorSchema,
  groupMemberSchema,
  schemasFor,
} from '../schemas/index.ts';
import { addSchema, reference, type Schemas } from './components.ts';
import { responseSchema } from './json-schema.ts';

const annotation = z.string().optional();

const connectionOperation = z.looseObject({
  '@odata.context': annotation,
  id: z.string(),
  status: z.string().meta({ examples: [...connectionOperationStatuses] }),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

const connectionQuota = z.looseObject({ '@odata.context': annotation, itemsRemaining: z.int().nullish() });

const batchResponse = z.looseObject({
  responses: z.array(
    z.looseObject({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.string()),
      body: z.unknown().optional(),
    }),
  ),
});

/** Adds the schemas of the response bodies. */
export function addResponses(schemas: Schemas): void {
  for (const version of apiVersions) addConnections(schemas, version);
  for (const version of apiVersions) {
    const schema = z.object({ '@odata.context': annotation, ...schemasFor({ version }).schemaRequest.shape });
    addSchema(schemas, [`schema.${version}`], { schema: responseSchema(schema), type: 'schema', prefix: 'response.' });
  }
  schemas.externalItem = responseSchema(externalItemSchema);
  schemas.externalGroup = responseSchema(entity(externalGroupSchema.shape));
  schemas.identity = responseSchema(entity(groupMemberSchema.shape));
  schemas.connectionOperation = responseSchema(connectionOperation);
  schemas.connectionQuota = responseSchema(connectionQuota);
  schemas.batchResponse = responseSchema(batchResponse);
  schemas.graphError = responseSchema(graphErrorSchema);
}

function entity(shape: z.ZodRawShape): z.ZodType {
  return z.object({ '@odata.context': annotation, ...shape });
}

function addConnections(schemas: Schemas, version: ApiVersion): void {
  // A response to $select has only the selected properties; only a new connection has its id for certain.
  const { required, ...schema } = responseSchema(schemasFor({ version }).connection);
  const name = `externalConnection.${version}`;
  addSchema(schemas, [name], { schema, type: 'externalConnection', prefix: 'response.' });
  schemas[`newExternalConnection.${version}`] = { allOf: [reference('schemas', name), { required }] };
  schemas[`externalConnectionCollection.${version}`] = {
    type: 'object',
    properties: {
      '@odata.context': { type: 'string' },
      '@odata.count': { type: 'integer' },
      '@odata.nextLink': { type: 'string', format: 'uri' },
      value: { type: 'array', items: reference('schemas', name) },
    },
    required: ['value'],
  };
}
