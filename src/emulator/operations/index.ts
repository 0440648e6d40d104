import type { OperationName } from '../../rules/index.ts';
import type { Result } from '../result.ts';
import * as connections from './connections.ts';
import * as groups from './groups.ts';
import * as items from './items.ts';
import type { Call, Tenant } from './operation.ts';
import * as schemas from './schema.ts';

export type { Call, Tenant } from './operation.ts';

/**
 * The handler of each operation, for a request that has passed the gateway: it returns a result or throws a Refusal.
 * Each module exports its handlers, and nothing else, under the names of their operations.
 */
export const handlersByName: Readonly<Record<OperationName, (call: Call, tenant: Tenant) => Result>> = {
  ...connections,
  ...schemas,
  ...items,
  ...groups,
};
