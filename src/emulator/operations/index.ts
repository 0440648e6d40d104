import type { OperationName } from '../../rules/index.ts';
import type { Result } from '../result.ts';
import { deleteConnection, updateConnection } from './change-connection.ts';
import { createConnection } from './create-connection.ts';
import { getQuota } from './get-quota.ts';
import type { Call, Tenant } from './operation.ts';
import { getConnection, listConnections } from './read-connections.ts';
import { deleteSchema, getOperation, getSchema, updateSchema } from './schema.ts';

export type { Call, Tenant } from './operation.ts';

/** The handler of each operation, for a request that has passed the gateway: it returns a result or throws a Refusal. */
export const handlersByName: Readonly<Record<OperationName, (call: Call, tenant: Tenant) => Result>> = {
  createConnection,
  listConnections,
  getConnection,
  updateConnection,
  deleteConnection,
  updateSchema,
  getSchema,
  deleteSchema,
  getOperation,
  getQuota,
};
