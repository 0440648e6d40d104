import { connectionsPath } from '../rules/index.ts';
import { anyCase } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import { exampleToken } from './examples.ts';
import type { InteractionRequest } from './interaction.ts';
import { type Matcher, textMatching } from './matcher.ts';
import { matcherFor } from './matcher-for.ts';

/** A bearer token, as the rules `token.present` and `token.wellFormed` want it. */
const authorization = textMatching(`^${anyCase(['Bearer'])} +[A-Za-z0-9._~+/-]+=*$`, `Bearer ${exampleToken}`);

/** JSON, as the rules `contentType.present` and `contentType.json` want it. */
const jsonContent = textMatching(`^${anyCase(['application'])}/${anyCase(['json'])} *(?:;.*)?$`, 'application/json');

/** A request to create what is sent. */
export function createRequest({ version, schemas }: ContractContext, connection: object): InteractionRequest {
  return {
    method: 'POST',
    path: `/${version}${connectionsPath}`,
    headers: { Authorization: authorization, 'Content-Type': jsonContent },
    body: matcherFor(schemas.createRequest, connection),
  };
}

/** A request to change what is sent: the rules are those of a create, and nothing is required. */
export function updateRequest({ version, schemas }: ContractContext, id: string, update: object): InteractionRequest {
  return {
    method: 'PATCH',
    path: `/${version}${connectionsPath}/${id}`,
    headers: { Authorization: authorization, 'Content-Type': jsonContent },
    body: matcherFor(schemas.createRequest, update),
  };
}

/** A request to register a schema. */
export function schemaRequest({ version, schemas }: ContractContext, id: string, schema: object): InteractionRequest {
  return {
    method: 'PATCH',
    path: `/${version}${connectionsPath}/${id}/schema`,
    headers: { Authorization: authorization, 'Content-Type': jsonContent },
    body: matcherFor(schemas.schemaRequest, schema),
  };
}

/** A request without a body; the path is below the connections. */
export function bareRequest(
  { version }: Pick<ContractContext, 'version'>,
  method: 'GET' | 'DELETE',
  path = '',
): InteractionRequest {
  return { method, path: `/${version}${connectionsPath}${path}`, headers: { Authorization: authorization } };
}

/** A request for an operation, whose id a provider may choose: it hands it back from its state as `operationId`. */
export function operationRequest(
  context: Pick<ContractContext, 'version'>,
  id: string,
  operationId: string,
): InteractionRequest {
  const operations = `/${context.version}${connectionsPath}/${id}/operations/`;
  const path: Matcher = {
    ...textMatching(`^${operations.replaceAll('.', '\\.')}[^/]+$`, operations + operationId),
    'pact:generator:type': 'ProviderState',
    expression: `${operations}\${operationId}`,
  };
  return { ...bareRequest(context, 'GET'), path };
}

/** The same request without a token. */
export function withoutToken(request: InteractionRequest): InteractionRequest {
  const { Authorization: _, ...headers } = request.headers;
  return { ...request, headers };
}
