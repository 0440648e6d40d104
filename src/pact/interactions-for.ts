import type { ErrorName, OperationName } from '../rules/index.ts';
import type { CreateExternalConnection, LiveCreateExternalConnection } from '../schemas/index.ts';
import { type ContractContext, type ContractOptions, contractContextOf } from './contract-context.ts';
import {
  exampleConnection,
  exampleIds,
  exampleItem,
  exampleRetryAfter,
  exampleSchema,
  exampleSettings,
  exampleToken,
  type Interaction,
  type InteractionInput,
  type InteractionState,
  pageExample,
} from './interaction.ts';
import { operationBody, refusalWith, requestFor, successOf } from './messages.ts';

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
  const rows = context.profile === 'documented' ? documentedRows(context) : { ...createRows(context), ...sameRows };
  return Object.entries(rows).map(([key, row]) => interactionFrom(key, row, context));
}

interface Row {
  readonly description: string;
  /** Default: a create. */
  readonly operation?: OperationName;
  /** Default: none. */
  readonly state?: InteractionState;
  /** The connection that is created. Default: the smallest valid one. */
  readonly creates?: object;
  /** Whether the client must send no token. */
  readonly isAnonymous?: true;
  /** The error of the response. Default: it succeeds. */
  readonly error?: ErrorName;
  /** The body of the response. Default: that of the operation. */
  readonly returns?: object;
}

type InteractionRows = Readonly<Record<string, Row>>;

function interactionFrom(key: string, row: Row, context: ContractContext): Interaction {
  const { description, operation = 'createConnection', state, creates = exampleConnection, isAnonymous, error } = row;
  const input: InteractionInput = {
    accessToken: isAnonymous ? '' : exampleToken,
    // The type of a valid connection: an interaction that is refused has one that lacks a property.
    connection: creates as LiveCreateExternalConnection,
    update: { name: 'Contoso HR', description: 'Employees, teams and open positions' },
    schema: exampleSchema(context.version),
    operationId,
    itemId,
    item: exampleItem,
    group: { id: groupId, displayName: 'Contoso Marketing', description: 'The product marketing team' },
    groupId,
    member: { id: 'e811976d-83df-4cbd-8b9b-5215b18aa874', type: 'user' },
  };
  return {
    key,
    operation,
    description,
    states: state ? [state] : [],
    request: requestFor(operation, input, context),
    response: error ? refusalWith(error) : successOf(operation, input, context, row.returns),
    input,
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
    creates: { ...exampleConnection, ...properties },
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
    'create.withoutId': { description: 'a create without an id', creates: { name, description } },
    'create.withoutName': { description: 'a create without a name', creates: { id, description }, state: free },
    ...(version === 'beta' && {
      'create.pageExample': { description: 'the create of the reference page', creates: pageExample },
    }),
  };
}

/** The interactions that are the same in both versions. */
const sameRows: InteractionRows = {
  'create.duplicate': {
    description: 'a create with an id that is taken',
    state: existing,
    error: 'nameAlreadyExists',
  },
  'create.refusedId': {
    description: 'a create with an id that holds a hyphen',
    creates: { id: 'contoso-hr', name, description },
    error: 'malformed',
  },
  'create.missingName': {
    description: 'a create that lacks a name',
    state: free,
    creates: { id, description },
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

  // Reading, changing and deleting a connection.
  'get.found': { operation: 'getConnection', description: 'a request for a connection', state: existing },
  'get.notFound': {
    operation: 'getConnection',
    description: 'a request for a connection that is not there',
    state: free,
    error: 'connectionUnknown',
  },
  list: { operation: 'listConnections', description: 'a request for all connections', state: existing },
  update: { operation: 'updateConnection', description: 'an update of a connection', state: existing },
  delete: { operation: 'deleteConnection', description: 'the deletion of a connection', state: existing },

  'schema.register': { operation: 'updateSchema', description: 'the registration of a schema', state: existing },
  'schema.get': { operation: 'getSchema', description: 'a request for a schema', state: registered },
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
  },

  // What follows the registration of a schema: loading, reading and deleting an item, and external groups.
  'item.put': { operation: 'putItem', description: 'a new item', state: registered },
  'item.get': { operation: 'getItem', description: 'a request for an item', state: withItem },
  'item.notFound': {
    operation: 'getItem',
    description: 'a request for an item that is not there',
    state: registered,
    error: 'itemUnknown',
  },
  'item.delete': { operation: 'deleteItem', description: 'the deletion of an item', state: withItem },
  'group.create': { operation: 'createGroup', description: 'a new external group', state: existing },
  'member.add': { operation: 'addMember', description: 'a new member of an external group', state: withGroup },
};
