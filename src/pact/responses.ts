import { connectionsPath, contextUrl, type ErrorName, errorResponses, openQuestions } from '../rules/index.ts';
import type { ContractContext } from './contract-context.ts';
import { exampleOperationId } from './examples.ts';
import type { InteractionResponse } from './interaction.ts';
import { eachLike, like, type Matcher, matching, textMatching } from './matcher.ts';

const guid = '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
const exampleGuid = '71997ef6-e7c1-4d1a-8c5a-6b1d8f0e2a34';

const json = {
  'Content-Type': textMatching(
    '^application/json(;.*)?$',
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  ),
};

/**
 * The body of an answer that has none, as Pact says it: where a pact leaves the body out, any will do. The samples of
 * the reference pages show none after 202 and 204, so a client that reads one has met something else than Graph.
 */
const nothing = '';

/** Members of a connection that a consumer may rely on. */
interface Asserted {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/**
 * An answer with a connection that has no schema yet. Of its members only those that are sure are asserted: id, name,
 * description, state, and that some app is authorized. Question 5; never the header Location: question 6.
 */
export function connectionResponse(
  status: 200 | 201,
  { id, name, description }: Asserted,
  context: ContractContext,
): InteractionResponse {
  return {
    status,
    headers: json,
    body: {
      '@odata.context': contextMatching(context, '/$entity'),
      id: id ?? matching(guid, exampleGuid),
      ...(typeof name === 'string' && { name }),
      ...(typeof description === 'string' && { description }),
      state: 'draft',
      // At least the app that created it. Question 4.
      configuration: { authorizedAppIds: eachLike(like(openQuestions.callerAppId.chosen), { min: 1 }) },
    },
  };
}

/** An answer with the connections of a tenant, which may have others than the one that a state put there. */
export function listResponse({ id, name }: Asserted, context: ContractContext): InteractionResponse {
  return {
    status: 200,
    headers: json,
    body: {
      '@odata.context': contextMatching(context, ''),
      value: eachLike({ id: like(id ?? ''), name: like(name ?? ''), state: like('draft') }, { min: 1 }),
    },
  };
}

/** An answer with a schema, whatever its properties are. */
export function schemaResponse(baseType: string): InteractionResponse {
  return {
    status: 200,
    headers: json,
    body: { baseType, properties: eachLike({ name: like('title'), type: like('string') }, { min: 1 }) },
  };
}

/** An answer with the operation that registers a schema. */
export function operationResponse(status: 'inprogress' | 'completed'): InteractionResponse {
  return { status: 200, headers: json, body: { id: matching('^\\S+$', exampleOperationId), status } };
}

/** The answer to the registration of a schema: where its operation is found. */
export function acceptedSchema(id: string, { root, version }: ContractContext): InteractionResponse {
  const path = `/${version}${connectionsPath}/${id}/operations/`;
  const pattern = `^https?://[^/]+${path.replaceAll('.', '\\.')}[^/]+$`;
  return { status: 202, headers: { Location: textMatching(pattern, root + path + exampleOperationId) }, body: nothing };
}

/** An answer without a body, of which nothing else is said. */
export function emptyResponse(status: 202 | 204): InteractionResponse {
  return { status, headers: {}, body: nothing };
}

/**
 * An error answer: status and code as the table of answers has them. The message is one for people, and Graph has
 * changed it before; date and ids differ each time.
 */
export function errorResponse(name: ErrorName, headers: InteractionResponse['headers'] = {}): InteractionResponse {
  const { status, code, message } = errorResponses[name];
  return {
    status,
    headers: { ...json, ...headers },
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

/** A header Retry-After in seconds. */
export function retryAfter(seconds: number): Record<string, Matcher> {
  return { 'Retry-After': textMatching('^\\d+$', String(seconds)) };
}

/** Either form of the context that Microsoft prints. Question 2. */
function contextMatching({ root, version }: ContractContext, path: '' | '/$entity'): Matcher {
  const place = version.replaceAll('.', '\\.');
  const pattern = `^https?://[^/]+/${place}/\\$metadata#(external/)?connections${path.replace('$', '\\$')}$`;
  return matching(pattern, contextUrl(root, version, path));
}
