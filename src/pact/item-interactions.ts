import type { ContractContext } from './contract-context.ts';
import { exampleConnection, exampleGroup, exampleIds, exampleItem, exampleMember } from './examples.ts';
import type { DescribedInteraction } from './interaction.ts';
import { interactionFrom, type Row } from './life-interactions.ts';
import { eachLike, like } from './matcher.ts';
import * as responses from './responses.ts';
import { connectionExists, groupExists, itemExists, schemaIsRegistered } from './states.ts';

const { successOf } = responses;

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
