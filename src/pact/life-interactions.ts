import type { ContractContext } from './contract-context.ts';
import {
  connectionExists,
  type DescribedInteraction,
  exampleConnection,
  exampleGroup,
  exampleIds,
  exampleItem,
  exampleMember,
  exampleSchema,
  exampleUpdate,
  groupExists,
  type InteractionState,
  idIsFree,
  itemExists,
  schemaIsInProgress,
  schemaIsRegistered,
} from './interaction.ts';
import { eachLike, like } from './matcher.ts';
import * as responses from './messages.ts';
import { requestFor } from './messages.ts';

const { successOf } = responses;

/** What follows a create: reading, changing and deleting a connection, and registering its schema. */
export function lifeInteractions(context: ContractContext): readonly DescribedInteraction[] {
  const rows = [...connectionRows(context), ...schemaRows(context)];
  return rows.map((row) => interactionFrom(row, context));
}

/** An interaction that has one state, and the body of its request as an example. */
function interactionFrom({ state, body, ...row }: Row, context: ContractContext): DescribedInteraction {
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

/** What follows the registration of a schema: loading, reading and deleting an item, and external groups. */
export function itemInteractions(context: ContractContext): readonly DescribedInteraction[] {
  return [...itemRows(), ...groupRows()].map((row) => interactionFrom(row, context));
}

/** What a consumer may rely on: the id, who may read the item, and its properties. */
const itemBody = {
  id: exampleIds.itemId,
  acl: eachLike({ type: like('everyone'), value: like('everyone'), accessType: like('grant') }, { min: 1 }),
  properties: { title: like(exampleItem.properties.title) },
};

function itemRows(): readonly Row[] {
  const { connectionId, operationId, itemId } = exampleIds;
  const registered = schemaIsRegistered(connectionId, operationId);
  const loaded = itemExists(connectionId, itemId);
  return [
    {
      key: 'item.put',
      operation: 'putItem',
      description: 'a new item',
      state: registered,
      body: exampleItem,
      response: successOf('putItem', itemBody),
    },
    {
      key: 'item.get',
      operation: 'getItem',
      description: 'a request for an item',
      state: loaded,
      response: successOf('getItem', itemBody),
    },
    {
      key: 'item.notFound',
      operation: 'getItem',
      description: 'a request for an item that is not there',
      state: registered,
      response: responses.errorResponse('itemUnknown'),
    },
    {
      key: 'item.delete',
      operation: 'deleteItem',
      description: 'the deletion of an item',
      state: loaded,
      response: successOf('deleteItem'),
    },
  ];
}

function groupRows(): readonly Row[] {
  const { id, displayName, description } = exampleGroup;
  return [
    {
      key: 'group.create',
      operation: 'createGroup',
      description: 'a new external group',
      state: connectionExists(exampleConnection),
      body: exampleGroup,
      response: successOf('createGroup', { id, displayName, description }),
    },
    {
      key: 'member.add',
      operation: 'addMember',
      description: 'a new member of an external group',
      state: groupExists(exampleIds.connectionId, exampleIds.groupId),
      body: exampleMember,
      response: successOf('addMember', exampleMember),
    },
  ];
}
