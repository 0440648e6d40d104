import { bearerToken, type OperationName, operationOf, pathOf } from '../rules/index.ts';
import { anyCase } from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import { exampleIds, exampleToken } from './examples.ts';
import type { InteractionRequest } from './interaction.ts';
import { textMatching } from './matcher.ts';
import { matcherFor } from './matcher-for.ts';

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

/** The same request without a token. */
export function withoutToken(request: InteractionRequest): InteractionRequest {
  const { Authorization: _, ...headers } = request.headers;
  return { ...request, headers };
}
