import type { ContractContext } from './contract-context.ts';
import { exampleConnection, exampleIds, exampleSchema, exampleUpdate } from './examples.ts';
import type { DescribedInteraction, InteractionState } from './interaction.ts';
import { requestFor } from './requests.ts';
import * as responses from './responses.ts';
import { connectionExists, idIsFree, schemaIsInProgress, schemaIsRegistered } from './states.ts';

const { successOf } = responses;

/** What follows a create: reading, changing and deleting a connection, and registering its schema. */
export function lifeInteractions(context: ContractContext): readonly DescribedInteraction[] {
  const rows = [...connectionRows(context), ...schemaRows(context)];
  return rows.map((row) => interactionFrom(row, context));
}

/** An interaction that has one state, and the body of its request as an example. */
export function interactionFrom({ state, body, ...row }: Row, context: ContractContext): DescribedInteraction {
  return { ...row, states: [state], request: requestFor(context, row.operation, body) };
}

/** One interaction as the tables list it. */
export interface Row extends Omit<DescribedInteraction, 'states' | 'request'> {
  readonly state: InteractionState;
  readonly body?: object;
}

function connectionRows(context: ContractContext): readonly Row[] {
  const state = connectionExists(exampleConnection);
  return [
    {
      key: 'get.found',
      operation: 'getConnection',
      description: 'a request for a connection',
      state,
      response: successOf('getConnection', responses.connectionBody(exampleConnection, context)),
    },
    {
      key: 'get.notFound',
      operation: 'getConnection',
      description: 'a request for a connection that is not there',
      state: idIsFree(exampleIds.connectionId),
      response: responses.errorResponse('connectionUnknown'),
    },
    {
      key: 'list',
      operation: 'listConnections',
      description: 'a request for all connections',
      state,
      response: successOf('listConnections', responses.listBody(exampleConnection, context)),
    },
    {
      key: 'update',
      operation: 'updateConnection',
      description: 'an update of a connection',
      state,
      body: exampleUpdate,
      response: successOf('updateConnection'),
    },
    {
      key: 'delete',
      operation: 'deleteConnection',
      description: 'the deletion of a connection',
      state,
      response: successOf('deleteConnection'),
    },
  ];
}

function schemaRows(context: ContractContext): readonly Row[] {
  const { connectionId, operationId } = exampleIds;
  const registered = schemaIsRegistered(connectionId, operationId);
  return [
    {
      key: 'schema.register',
      operation: 'updateSchema',
      description: 'the registration of a schema',
      state: connectionExists(exampleConnection),
      body: exampleSchema(context.version),
      response: responses.acceptedSchema(context),
    },
    {
      key: 'schema.get',
      operation: 'getSchema',
      description: 'a request for a schema',
      state: registered,
      response: successOf('getSchema', responses.schemaBody),
    },
    {
      key: 'operation.inProgress',
      operation: 'getOperation',
      description: 'a request for an operation that is in progress',
      state: schemaIsInProgress(connectionId, operationId),
      response: successOf('getOperation', responses.operationBody('inprogress')),
    },
    {
      key: 'operation.completed',
      operation: 'getOperation',
      description: 'a request for an operation that is completed',
      state: registered,
      response: successOf('getOperation', responses.operationBody('completed')),
    },
  ];
}
