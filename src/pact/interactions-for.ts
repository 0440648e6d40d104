import type { CreateExternalConnection } from '../schemas/index.ts';
import { type ContractContext, type ContractOptions, contractContextOf } from './contract-context.ts';
import {
  callerLacksPermission,
  connectionExists,
  type DescribedInteraction,
  exampleConnection,
  exampleRetryAfter,
  exampleSettings,
  graphIsUnavailable,
  graphThrottles,
  type Interaction,
  type InteractionResponse,
  type InteractionState,
  idIsFree,
  pageExample,
  withInput,
} from './interaction.ts';
import { itemInteractions, lifeInteractions } from './life-interactions.ts';
import { connectionBody, errorResponse, requestFor, retryAfter, successOf, withoutToken } from './messages.ts';

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
  const described =
    context.profile === 'documented'
      ? documentedInteractions(context)
      : [...createInteractions(context), ...lifeInteractions(context), ...itemInteractions(context)];
  return described.map((interaction) => withInput(interaction, context.version));
}

/** Creates, with the responses of the live service. */
function createInteractions(context: ContractContext): readonly DescribedInteraction[] {
  const settings = exampleSettings(context.version);
  const free = [idIsFree(exampleConnection.id)];
  const accepted = (key: string, description: string, connection: CreateExternalConnection) =>
    create(context, { key, description, connection, states: free });
  return [
    accepted('minimal', 'a create with id, name and description', exampleConnection),
    accepted('full', 'a create with every member that a client may write', { ...exampleConnection, ...settings }),
    ...Object.entries(settings).map(([member, value]) =>
      accepted(member, `a create with ${member}`, { ...exampleConnection, [member]: value }),
    ),
    ...refusedInteractions(context),
  ];
}

/** Creates that the reference page shows, and that the live service refuses, or responds to differently. */
function documentedInteractions(context: ContractContext): readonly DescribedInteraction[] {
  const { id, name, description } = exampleConnection;
  const accepted = (key: string, description: string, connection: CreateExternalConnection) =>
    create(context, { key, description, connection, states: connection.id ? [idIsFree(connection.id)] : [] });
  return [
    accepted('withoutId', 'a create without an id', { name, description }),
    accepted('withoutName', 'a create without a name', { id, description }),
    ...(context.version === 'beta' ? [accepted('pageExample', 'the create of the reference page', pageExample)] : []),
  ];
}

function refusedInteractions(context: ContractContext): readonly DescribedInteraction[] {
  const { id, name, description } = exampleConnection;
  const refused = (key: string, description: string, how: Omit<Created, 'key' | 'description'>) =>
    create(context, { key, description, ...how });
  return [
    refused('duplicate', 'a create with an id that is taken', {
      states: [connectionExists(exampleConnection)],
      response: errorResponse('nameAlreadyExists'),
    }),
    refused('refusedId', 'a create with an id that holds a hyphen', {
      connection: { id: 'contoso-hr', name, description },
      response: errorResponse('malformed'),
    }),
    refused('missingName', 'a create that lacks a name', {
      connection: { id, description },
      states: [idIsFree(id)],
      response: errorResponse('malformed'),
    }),
    unauthorized(refused('withoutToken', 'a create without a token', { response: errorResponse('tokenMissing') })),
    refused('withoutPermission', 'a create without the permission', {
      states: [callerLacksPermission],
      response: errorResponse('accessDenied'),
    }),
    refused('throttled', 'a create that is throttled', {
      states: [graphThrottles(exampleRetryAfter)],
      response: errorResponse('throttled', retryAfter(exampleRetryAfter)),
    }),
    refused('unavailable', 'a create while Graph is unavailable', {
      states: [graphIsUnavailable],
      response: errorResponse('serviceUnavailable'),
    }),
  ];
}

interface Created {
  readonly key: string;
  readonly description: string;
  /** Default: the smallest valid create. */
  readonly connection?: CreateExternalConnection;
  readonly states?: readonly InteractionState[];
  /** Default: 201 with the connection. */
  readonly response?: InteractionResponse;
}

function create(
  context: ContractContext,
  { key, description, connection = exampleConnection, ...how }: Created,
): DescribedInteraction {
  const operation = 'createConnection';
  return {
    key: `create.${key}`,
    operation,
    description,
    states: how.states ?? [],
    request: requestFor(context, operation, connection),
    response: how.response ?? successOf(operation, connectionBody(connection, context)),
    connection,
  };
}

function unauthorized(interaction: DescribedInteraction): DescribedInteraction {
  return { ...interaction, request: withoutToken(interaction.request) };
}
