import {
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
import { anyCase } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import {
  exampleIds,
  exampleRetryAfter,
  exampleToken,
  type InteractionRequest,
  type InteractionResponse,
} from './interaction.ts';
import { eachLike, like, type Matcher, matcherFor, matching, textMatching } from './matcher.ts';

/** A bearer token, as the rules `token.present` and `token.wellFormed` demand it. */
const authorization = textMatching(`^${anyCase(['Bearer'])} +${bearerToken}$`, `Bearer ${exampleToken}`);

/** JSON, as the rules `contentType.present` and `contentType.json` demand it. */
const jsonContent = textMatching(`^${anyCase(['application'])}/${anyCase(['json'])} *(?:;.*)?$`, 'application/json');

/** A request for an operation on the example connection. */
export function requestFor(
  { version, bodySchemas }: Pick<ContractContext, 'version' | 'bodySchemas'>,
  name: OperationName,
  body?: object,
): InteractionRequest {
  const { method, requestBody } = operationOf(name);
  return {
    method,
    path: name === 'getOperation' ? operationPath(version) : `/${version}${pathOf(name, exampleIds)}`,
    headers: { Authorization: authorization, ...(requestBody !== undefined && { 'Content-Type': jsonContent }) },
    ...(requestBody !== undefined && { body: matcherFor(bodySchemas[requestBody], body) }),
  };
}

/** The path of an operation, whose id a provider may choose: its state returns it as `operationId`. */
function operationPath(version: string): InteractionRequest['path'] {
  const operations = `/${version}${pathOf('getOperation', { ...exampleIds, operationId: '' })}`;
  return {
    ...textMatching(`^${operations.replaceAll('.', '\\.')}[^/]+$`, operations + exampleIds.operationId),
    'pact:generator:type': 'ProviderState',
    expression: `${operations}\${operationId}`,
  };
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

/** The successful response of an operation; without a body where the table of operations has none. */
export function successOf(name: OperationName, body?: unknown): InteractionResponse {
  // Every operation of a contract has a status of success.
  const { success = 0, responseBody } = operationOf(name);
  return responseBody === undefined
    ? { status: success, headers: {}, body: nothing }
    : { status: success, headers: json, body };
}

/** The properties of a connection that a consumer may rely on. */
interface Asserted {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/**
 * The body with a connection that has no schema yet. It asserts only what is certain: id, name, description, state, and
 * that some app is authorized. Question 5; never the header Location: question 6.
 */
export function connectionBody({ id, name, description }: Asserted, context: ContractContext): object {
  return {
    '@odata.context': contextMatching(context, '/$entity'),
    id: id ?? matching(guid, exampleGuid),
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    state: 'draft',
    // At least the app that created it. Question 4.
    configuration: { authorizedAppIds: eachLike(like(openQuestions.callerAppId.chosen), { min: 1 }) },
  };
}

/** The body with the connections of a tenant, which may have more than the one of the provider state. */
export function listBody({ id, name }: Asserted, context: ContractContext): object {
  return {
    '@odata.context': contextMatching(context, ''),
    value: eachLike({ id: like(id ?? ''), name: like(name ?? ''), state: like('draft') }, { min: 1 }),
  };
}

/** The body with a schema, whatever its properties are. */
export const schemaBody = {
  baseType: limits.externalItemType,
  properties: eachLike({ name: like('title'), type: like('string') }, { min: 1 }),
};

/** The body with the operation that registers a schema. */
export function operationBody(status: 'inprogress' | 'completed'): object {
  return { id: matching('^\\S+$', exampleIds.operationId), status };
}

/** The response to the registration of a schema, whose Location is its operation. */
export function acceptedSchema({ graphUrl, version }: ContractContext): InteractionResponse {
  const path = `/${version}${pathOf('getOperation', { ...exampleIds, operationId: '' })}`;
  const pattern = `^https?://[^/]+${path.replaceAll('.', '\\.')}[^/]+$`;
  const Location = textMatching(pattern, graphUrl + path + exampleIds.operationId);
  return { ...successOf('updateSchema'), headers: { Location } };
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
  const place = version.replaceAll('.', '\\.');
  const pattern = `^https?://[^/]+/${place}/\\$metadata#(external/)?connections${path.replace('$', '\\$')}$`;
  return matching(pattern, contextUrl(graphUrl, version, path));
}
