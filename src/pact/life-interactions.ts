import { limits } from '../rules/index.ts';
import type { ContractContext } from './contract-context.ts';
import { exampleConnection, exampleOperationId, exampleSchema, exampleUpdate } from './examples.ts';
import type { Interaction } from './interaction.ts';
import { interactionOf } from './interaction-of.ts';
import { bareRequest, operationRequest, schemaRequest, updateRequest } from './requests.ts';
import * as responses from './responses.ts';
import { connectionExists, idIsFree, schemaIsInProgress, schemaIsRegistered } from './states.ts';

/** What follows a create: reading, changing and deleting a connection, and registering its schema. */
export function lifeInteractions(context: ContractContext): readonly Interaction[] {
  return [...connectionInteractions(context), ...schemaInteractions(context)].map((described) =>
    interactionOf(context, described),
  );
}

type Described = Omit<Interaction, 'input'>;

function connectionInteractions(context: ContractContext): readonly Described[] {
  const { id } = exampleConnection;
  const there = { states: [connectionExists(exampleConnection)] };
  return [
    {
      key: 'get.found',
      operation: 'getConnection',
      description: 'a request for a connection',
      ...there,
      request: bareRequest(context, 'GET', `/${id}`),
      response: responses.connectionResponse(200, exampleConnection, context),
    },
    {
      key: 'get.notFound',
      operation: 'getConnection',
      description: 'a request for a connection that is not there',
      states: [idIsFree(id)],
      request: bareRequest(context, 'GET', `/${id}`),
      response: responses.errorResponse('itemNotFound'),
    },
    {
      key: 'list',
      operation: 'listConnections',
      description: 'a request for all connections',
      ...there,
      request: bareRequest(context, 'GET'),
      response: responses.listResponse(exampleConnection, context),
    },
    {
      key: 'update',
      operation: 'updateConnection',
      description: 'an update of a connection',
      ...there,
      request: updateRequest(context, id, exampleUpdate),
      response: responses.emptyResponse(204),
    },
    {
      key: 'delete',
      operation: 'deleteConnection',
      description: 'the deletion of a connection',
      ...there,
      request: bareRequest(context, 'DELETE', `/${id}`),
      response: responses.emptyResponse(202),
    },
  ];
}

function schemaInteractions(context: ContractContext): readonly Described[] {
  const { id } = exampleConnection;
  const operation = { operation: 'getOperation', request: operationRequest(context, id, exampleOperationId) } as const;
  return [
    {
      key: 'schema.register',
      operation: 'updateSchema',
      description: 'the registration of a schema',
      states: [connectionExists(exampleConnection)],
      request: schemaRequest(context, id, exampleSchema(context.version)),
      response: responses.acceptedSchema(id, context),
    },
    {
      key: 'schema.get',
      operation: 'getSchema',
      description: 'a request for a schema',
      states: [schemaIsRegistered(id, exampleOperationId)],
      request: bareRequest(context, 'GET', `/${id}/schema`),
      response: responses.schemaResponse(limits.externalItemType),
    },
    {
      key: 'operation.inProgress',
      ...operation,
      description: 'a request for an operation that is in progress',
      states: [schemaIsInProgress(id, exampleOperationId)],
      response: responses.operationResponse('inprogress'),
    },
    {
      key: 'operation.completed',
      ...operation,
      description: 'a request for an operation that is completed',
      states: [schemaIsRegistered(id, exampleOperationId)],
      response: responses.operationResponse('completed'),
    },
  ];
}
