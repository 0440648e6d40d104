import type { OperationName } from '../../rules/index.ts';
import type { Result } from '../result.ts';
import * as activities from './activities.ts';
import * as changes from './change-connection.ts';
import * as creation from './create-connection.ts';
import * as quota from './get-quota.ts';
import * as groups from './groups.ts';
import * as items from './items.ts';
import type { Call, Tenant } from './operation.ts';
import * as reads from './read-connections.ts';
import * as schemas from './schema.ts';

export type { Call, Tenant } from './operation.ts';

/**
 * The handler of each operation, for a request that has passed the gateway: it returns a result or throws a Refusal.
 * Each module exports its handlers, and nothing else, under the names of their operations.
 */
export const handlersByName: Readonly<Record<OperationName, (call: Call, tenant: Tenant) => Result>> = {
  ...creation,
  ...reads,
  ...changes,
  ...schemas,
  ...quota,
  ...items,
  ...activities,
  ...groups,
};
