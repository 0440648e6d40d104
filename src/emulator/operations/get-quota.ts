import { refuseUnknown } from '../query.ts';
import type { Result } from '../result.ts';
import { annotationsOf } from '../serialize.ts';
import { type Call, connectionOf, itemsRemainingIn, type Tenant } from './operation.ts';

/** `GET /external/connections/{id}/quota`, on beta: how many items the connection may still take. */
export function getQuota(call: Call, tenant: Tenant): Result {
  const { how } = call;
  refuseUnknown(call.query);
  const stored = connectionOf(call, tenant);
  const { connection } = stored;
  const itemsRemaining = itemsRemainingIn(stored, tenant);
  return {
    body: {
      ...annotationsOf('connectionQuota', `('${connection.id}')/quota/$entity`, how),
      itemsRemaining: how.ieee754Compatible ? String(itemsRemaining) : itemsRemaining,
    },
  };
}
