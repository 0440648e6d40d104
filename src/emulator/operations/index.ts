import type { OperationName } from '../../rules/index.ts';
import type { Result } from '../result.ts';
import { connections } from './connections.ts';
import { groups } from './groups.ts';
import { items } from './items.ts';
import type { Call, Tenant } from './operation.ts';
import { schemas } from './schema.ts';

export type { Call, Tenant } from './operation.ts';

/**
 * The handler of each operation, for a request that has passed the gateway: it returns a result or throws a Refusal.
 */
export const handlersByName: Readonly<Record<OperationName, (call: Call, tenant: Tenant) => Result>> = {
  ...connections,
  ...schemas,
  ...items,
  ...groups,
};
