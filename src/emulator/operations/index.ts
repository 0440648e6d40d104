import type { Operation } from '../../rules/index.ts';
import type { Outcome } from '../outcome.ts';
import { deleteConnection, updateConnection } from './change-connection.ts';
import { createConnection } from './create-connection.ts';
import { getQuota } from './get-quota.ts';
import type { Call, Tenant } from './operation.ts';
import { getConnection, listConnections } from './read-connections.ts';
import { deleteSchema, getOperation, getSchema, updateSchema } from './schema.ts';

export type { Call, Tenant } from './operation.ts';

/** What each operation does with a request that has passed the gateway. */
export const operationsByName: Readonly<Record<Operation, (call: Call, tenant: Tenant) => Outcome>> = {
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
