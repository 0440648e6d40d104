import type { ContractClient } from '../../src/pact/index.ts';
import type { ApiVersion, OperationName } from '../../src/rules/index.ts';

/** A small client of each operation, on fetch alone: what the shipped contracts are recorded with. */
export function referenceClients(version: ApiVersion): Readonly<Partial<Record<OperationName, ContractClient>>> {
  const send: Send = async ({ graphUrl, accessToken }, method, path, body) => {
    const response = await fetch(`${graphUrl}/${version}/external/connections${path}`, {
      method,
      headers: {
        ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Graph answered ${response.status}.`);
    return response.text();
  };
  return {
    createConnection: (input) => send(input, 'POST', '', input.connection),
    listConnections: (input) => send(input, 'GET', ''),
    getConnection: (input) => send(input, 'GET', `/${input.connection.id}`),
    updateConnection: (input) => send(input, 'PATCH', `/${input.connection.id}`, input.update),
    deleteConnection: (input) => send(input, 'DELETE', `/${input.connection.id}`),
    updateSchema: (input) => send(input, 'PATCH', `/${input.connection.id}/schema`, input.schema),
    getSchema: (input) => send(input, 'GET', `/${input.connection.id}/schema`),
    putItem: (input) => send(input, 'PUT', `/${input.connection.id}/items/${input.itemId}`, input.item),
    getItem: (input) => send(input, 'GET', `/${input.connection.id}/items/${input.itemId}`),
    deleteItem: (input) => send(input, 'DELETE', `/${input.connection.id}/items/${input.itemId}`),
    createGroup: (input) => send(input, 'POST', `/${input.connection.id}/groups`, input.group),
    addMember: (input) => send(input, 'POST', `/${input.connection.id}/groups/${input.groupId}/members`, input.member),
    getOperation: (input) => send(input, 'GET', `/${input.connection.id}/operations/${input.operationId}`),
  };
}

type Send = (input: Parameters<ContractClient>[0], method: string, path: string, body?: object) => Promise<string>;
