import type { ErrorName, OperationName } from '../rules/index.ts';
import type { CreateExternalConnection, LiveCreateExternalConnection } from '../schemas/index.ts';
import { type ContractContext, type ContractOptions, contractContextOf } from './contract-context.ts';
import {
  exampleConnection,
  exampleGroup,
  exampleIds,
  exampleItem,
  exampleMember,
  exampleRetryAfter,
  exampleSchema,
  exampleSettings,
  exampleToken,
  exampleUpdate,
  type Interaction,
  type InteractionResponse,
  type InteractionState,
  pageExample,
} from './interaction.ts';
import { eachLike, like } from './matcher.ts';
import {
  acceptedSchema,
  connectionBody,
  listBody,
  operationBody,
  refusalWith,
  requestFor,
  schemaBody,
  successOf,
} from './messages.ts';

/**
 * Every interaction of a contract as plain data: requests and responses with their matchers, derived from the
 * rules and the table of operations, and constant examples. Does not load Pact.
 *
 * @param options version (default `v1.0`), profile (default `live`) and graphUrl.
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { interactionsFor } from 'external-connection-testkit/pact';
 *
 * const [minimal] = interactionsFor({ version: 'v1.0' });
 * minimal?.key; // 'create.minimal'
 * minimal?.request.path; // '/v1.0/external/connections'
 * ```
 */
export function interactionsFor(options?: ContractOptions): readonly Interaction[] {
  const context = contractContextOf(options, 'interactionsFor');
  const rows =
    context.profile === 'documented'
      ? documentedRows(context)
      : { ...createRows(context), ...refusalRows, ...connectionRows(context), ...schemaRows(context), ...itemRows };
  return Object.entries(rows).map(([key, row]) => interactionFrom(key, row, context));
}

interface Row {
  readonly description: string;
  /** Default: a create. */
  readonly operation?: OperationName;
  /** Default: none. */
  readonly state?: InteractionState;
  /** The body of the request as an example. Default: the smallest valid create, or none. */
  readonly body?: object;
  /** Whether the client must send no token. */
  readonly isAnonymous?: true;
  /** The error of the response. Default: it succeeds. */
  readonly error?: ErrorName;
  /** The body of the response, where it has one. Default: of a create, the connection. */
  readonly returns?: object;
  /** Default: made from `error` or `returns`. */
  readonly response?: InteractionResponse;
}

type InteractionRows = Readonly<Record<string, Row>>;

function interactionFrom(key: string, row: Row, context: ContractContext): Interaction {
  const { description, operation = 'createConnection', state, isAnonymous, error } = row;
  const isCreate = operation === 'createConnection';
  const { body = isCreate ? exampleConnection : undefined } = row;
  // The type of a valid connection: an interaction that is refused has one that lacks a property.
  const connection = (isCreate ? body : exampleConnection) as LiveCreateExternalConnection;
  const returns = row.returns ?? (isCreate ? connectionBody(connection, context) : undefined);
  const request = requestFor(context, operation, body);
  const { Authorization: _, ...headers } = request.headers;
  return {
    key,
    operation,
    description,
    states: state ? [state] : [],
    request: { ...request, ...(isAnonymous && { headers }) },
    response: row.response ?? (error ? refusalWith(error) : successOf(operation, returns)),
    input: {
      accessToken: isAnonymous ? '' : exampleToken,
      connection,
      update: exampleUpdate,
      schema: exampleSchema(context.version),
      operationId: exampleIds.operationId,
      itemId: exampleIds.itemId,
      item: exampleItem,
      group: exampleGroup,
      groupId: exampleIds.groupId,
      member: exampleMember,
    },
  };
}

const { connectionId: id, operationId, itemId, groupId } = exampleIds;
const { name, description } = exampleConnection;

const free: InteractionState = { name: 'no connection has the id', params: { id } };
/** As a draft without a schema. */
const existing: InteractionState = { name: 'a connection exists', params: { id, name, description } };
/** A provider may choose another operationId, which its state returns; as in the next one. */
const registering: InteractionState = { name: 'a schema registration is in progress', params: { id, operationId } };
const registered: InteractionState = { name: 'a schema is registered', params: { id, operationId } };
/** It may be read by everyone. */
const withItem: InteractionState = { name: 'an item exists', params: { id, itemId } };
/** It has no members. */
const withGroup: InteractionState = { name: 'a group exists', params: { id, groupId } };

/** Creates, with the responses of the live service. */
function createRows({ version }: ContractContext): InteractionRows {
  const settings = exampleSettings(version);
  const accepted = (description: string, properties: CreateExternalConnection): Row => ({
    description,
    state: free,
    body: { ...exampleConnection, ...properties },
  });
  const each = Object.entries(settings).map(([property, value]) => [
    `create.${property}`,
    accepted(`a create with ${property}`, { [property]: value }),
  ]);
  return {
    'create.minimal': accepted('a create with id, name and description', {}),
    'create.full': accepted('a create with every member that a client may write', settings),
    ...Object.fromEntries(each),
  };
}

/** Creates that the reference page shows, and that the live service refuses, or responds to differently. */
function documentedRows({ version }: ContractContext): InteractionRows {
  return {
    'create.withoutId': { description: 'a create without an id', body: { name, description } },
    'create.withoutName': { description: 'a create without a name', body: { id, description }, state: free },
    ...(version === 'beta' && {
      'create.pageExample': { description: 'the create of the reference page', body: pageExample },
    }),
  };
}

const refusalRows: InteractionRows = {
  'create.duplicate': {
    description: 'a create with an id that is taken',
    state: existing,
    error: 'nameAlreadyExists',
  },
  'create.refusedId': {
    description: 'a create with an id that holds a hyphen',
    body: { id: 'contoso-hr', name, description },
    error: 'malformed',
  },
  'create.missingName': {
    description: 'a create that lacks a name',
    state: free,
    body: { id, description },
    error: 'malformed',
  },
  'create.withoutToken': { description: 'a create without a token', isAnonymous: true, error: 'tokenMissing' },
  // The token in a pact is a placeholder, so a state has to say it.
  'create.withoutPermission': {
    description: 'a create without the permission',
    state: { name: 'the caller lacks the permission', params: {} },
    error: 'accessDenied',
  },
  'create.throttled': {
    description: 'a create that is throttled',
    state: { name: 'Graph throttles the next request', params: { retryAfter: exampleRetryAfter } },
    error: 'throttled',
  },
  'create.unavailable': {
    description: 'a create while Graph is unavailable',
    state: { name: 'Graph is unavailable for the next request', params: {} },
    error: 'serviceUnavailable',
  },
};

/** Reading, changing and deleting a connection. */
function connectionRows(context: ContractContext): InteractionRows {
  return {
    'get.found': {
      operation: 'getConnection',
      description: 'a request for a connection',
      state: existing,
      returns: connectionBody(exampleConnection, context),
    },
    'get.notFound': {
      operation: 'getConnection',
      description: 'a request for a connection that is not there',
      state: free,
      error: 'connectionUnknown',
    },
    list: {
      operation: 'listConnections',
      description: 'a request for all connections',
      state: existing,
      returns: listBody(exampleConnection, context),
    },
    update: {
      operation: 'updateConnection',
      description: 'an update of a connection',
      state: existing,
      body: exampleUpdate,
    },
    delete: { operation: 'deleteConnection', description: 'the deletion of a connection', state: existing },
  };
}

function schemaRows(context: ContractContext): InteractionRows {
  return {
    'schema.register': {
      operation: 'updateSchema',
      description: 'the registration of a schema',
      state: existing,
      body: exampleSchema(context.version),
      response: acceptedSchema(context),
    },
    'schema.get': {
      operation: 'getSchema',
      description: 'a request for a schema',
      state: registered,
      returns: schemaBody,
    },
    'operation.inProgress': {
      operation: 'getOperation',
      description: 'a request for an operation that is in progress',
      state: registering,
      returns: operationBody('inprogress'),
    },
    'operation.completed': {
      operation: 'getOperation',
      description: 'a request for an operation that is completed',
      state: registered,
      returns: operationBody('completed'),
    },
  };
}

/** What a consumer may rely on: the id, who may read the item, and its properties. */
const itemBody = {
  id: itemId,
  acl: eachLike({ type: like('everyone'), value: like('everyone'), accessType: like('grant') }, { min: 1 }),
  properties: { title: like(exampleItem.properties.title) },
};

/** What follows the registration of a schema: loading, reading and deleting an item, and external groups. */
const itemRows: InteractionRows = {
  'item.put': {
    operation: 'putItem',
    description: 'a new item',
    state: registered,
    body: exampleItem,
    returns: itemBody,
  },
  'item.get': { operation: 'getItem', description: 'a request for an item', state: withItem, returns: itemBody },
  'item.notFound': {
    operation: 'getItem',
    description: 'a request for an item that is not there',
    state: registered,
    error: 'itemUnknown',
  },
  'item.delete': { operation: 'deleteItem', description: 'the deletion of an item', state: withItem },
  'group.create': {
    operation: 'createGroup',
    description: 'a new external group',
    state: existing,
    body: exampleGroup,
    returns: exampleGroup,
  },
  'member.add': {
    operation: 'addMember',
    description: 'a new member of an external group',
    state: withGroup,
    body: exampleMember,
    returns: exampleMember,
  },
};
