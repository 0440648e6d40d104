import {
  type ApiVersion,
  bearerToken,
  contextUrl,
  type ErrorName,
  errorResponses,
  limits,
  type OperationName,
  openQuestions,
  operationOf,
  pathOf,
  responseContentType,
} from '../rules/index.ts';
import { anyCase, type CreateExternalConnection } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import {
  exampleConnection,
  exampleIds,
  exampleItem,
  exampleRetryAfter,
  exampleToken,
  type InteractionInput,
  type InteractionRequest,
  type InteractionResponse,
} from './interaction.ts';
import { eachLike, like, type Matcher, matcherFor, matching, textMatching } from './matcher.ts';

/** A bearer token, as the rules `token.present` and `token.wellFormed` demand it. */
const authorization = textMatching(`^${anyCase(['Bearer'])} +${bearerToken}$`, `Bearer ${exampleToken}`);

/** JSON, as the rules `contentType.present` and `contentType.json` demand it. */
const jsonContent = textMatching(`^${anyCase(['application'])}/${anyCase(['json'])} *(?:;.*)?$`, 'application/json');

/** The property of the input that a client sends as the body. */
const sentBodies: Partial<Record<OperationName, keyof InteractionInput>> = {
  createConnection: 'connection',
  updateConnection: 'update',
  updateSchema: 'schema',
  putItem: 'item',
  createGroup: 'group',
  addMember: 'member',
};

/** A request for an operation on the example connection. */
export function requestFor(
  name: OperationName,
  input: InteractionInput,
  { version, bodySchemas }: ContractContext,
): InteractionRequest {
  const { method, requestBody = '' } = operationOf(name);
  const sent = sentBodies[name];
  return {
    method,
    path: name === 'getOperation' ? operationPath(version) : `/${version}${pathOf(name, exampleIds)}`,
    headers: {
      ...(input.accessToken && { Authorization: authorization }),
      ...(sent && { 'Content-Type': jsonContent }),
    },
    ...(sent && { body: matcherFor(bodySchemas[requestBody], input[sent]) }),
  };
}

/** The path of the operations of the example connection, with a slash at its end. */
function operationsPath(version: ApiVersion): string {
  return `/${version}${pathOf('getOperation', { ...exampleIds, operationId: '' })}`;
}

/** The path of an operation, whose id a provider may choose: its state returns it as `operationId`. */
function operationPath(version: ApiVersion): Matcher {
  const expression = `${operationsPath(version)}\${operationId}`;
  return { ...operationMatching(version), 'pact:generator:type': 'ProviderState', expression };
}

/** The path of any operation of the example connection; with a root, its URL below any root. */
function operationMatching(version: ApiVersion, root = ''): Matcher {
  const operations = operationsPath(version);
  const pattern = `^${root && 'https?://[^/]+'}${literal(operations)}[^/]+$`;
  return textMatching(pattern, root + operations + exampleIds.operationId);
}

/** A path as a pattern. */
function literal(path: string): string {
  return path.replaceAll(/[.$]/g, '\\$&');
}

const guid = '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
const exampleGuid = '71997ef6-e7c1-4d1a-8c5a-6b1d8f0e2a34';

const retryAfter = textMatching('^\\d+$', String(exampleRetryAfter));

const json = { 'Content-Type': textMatching('^application/json(;.*)?$', responseContentType()) };

/**
 * The body of a response that has none, in Pact's notation: where a pact leaves the body out, any body matches. The
 * samples of the reference pages show none after 202 and 204.
 */
const nothing = '';

/**
 * The successful response of an operation; without a body where the table of operations has none.
 *
 * @param returns its body. Default: what the operation returns for the input.
 */
export function successOf(
  name: OperationName,
  input: InteractionInput,
  context: ContractContext,
  returns?: object,
): InteractionResponse {
  // Every operation of a contract has a status of success.
  const { success = 0, responseBody } = operationOf(name);
  const headers = name === 'updateSchema' ? { Location: operationMatching(context.version, context.graphUrl) } : {};
  return responseBody === undefined
    ? { status: success, headers, body: nothing }
    : { status: success, headers: json, body: returns ?? bodiesFor(input, context)[responseBody] };
}

/** What a consumer may rely on in the bodies of responses, by the names that the table of operations gives them. */
function bodiesFor(
  { connection, group, member }: InteractionInput,
  context: ContractContext,
): Readonly<Record<string, object>> {
  const { id, name } = exampleConnection;
  return {
    externalConnection: connectionBody(connection, context),
    // A tenant may have more than the connection of the provider state.
    externalConnectionCollection: {
      '@odata.context': contextMatching(context, ''),
      value: eachLike({ id: like(id), name: like(name), state: like('draft') }),
    },
    schema: {
      baseType: limits.externalItemType,
      properties: eachLike({ name: like('title'), type: like('string') }),
    },
    connectionOperation: operationBody('completed'),
    externalItem: {
      id: exampleIds.itemId,
      acl: eachLike({ type: like('everyone'), value: like('everyone'), accessType: like('grant') }),
      properties: { title: like(exampleItem.properties.title) },
    },
    externalGroup: group,
    identity: member,
  };
}

/**
 * The body with a connection that has no schema yet. It asserts only what is certain: id, name, description, state, and
 * that some app is authorized. Question 5; never the header Location: question 6.
 */
function connectionBody({ id, name, description }: CreateExternalConnection, context: ContractContext): object {
  return {
    '@odata.context': contextMatching(context, '/$entity'),
    id: id ?? matching(guid, exampleGuid),
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    state: 'draft',
    // At least the app that created it. Question 4.
    configuration: { authorizedAppIds: eachLike(like(openQuestions.callerAppId.chosen)) },
  };
}

/** The body with the operation that registers a schema. */
export function operationBody(status: 'inprogress' | 'completed'): object {
  return { id: matching('^\\S+$', exampleIds.operationId), status };
}

/**
 * An error response with the status and the code of the table. The message is for people, and Graph has changed it
 * before; date and ids differ each time.
 */
export function refusalWith(name: ErrorName): InteractionResponse {
  const { status, code, message } = errorResponses[name];
  return {
    status,
    headers: { ...json, ...(name === 'throttled' && { 'Retry-After': retryAfter }) },
    body: {
      error: {
        code,
        message: like(message),
        innerError: {
          date: matching('^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$', '2026-11-24T08:00:00'),
          'request-id': matching(guid, exampleGuid),
          'client-request-id': matching('^\\S+$', exampleGuid),
        },
      },
    },
  };
}

/** Either form of the context that Microsoft prints. Question 2. */
function contextMatching({ graphUrl, version }: ContractContext, path: '' | '/$entity'): Matcher {
  const pattern = `^https?://[^/]+/${literal(version)}/\\$metadata#(external/)?connections${literal(path)}$`;
  return matching(pattern, contextUrl(graphUrl, version, path));
}
