import type { Outcome } from '../outcome.ts';
import { refusedQuery } from '../query.ts';
import { annotationsOf } from '../represent.ts';
import { type Call, foundBy, type Tenant } from './operation.ts';

/** `GET /external/connections/{id}/quota`, on beta: how many items the connection may still take. */
export function getQuota(call: Call, tenant: Tenant): Outcome {
  const unknownOption = refusedQuery(call.query);
  if (unknownOption) return unknownOption;
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  const path = `('${stored.connection.id}')/quota/$entity`;
  const itemsRemaining = stored.connection.state === 'limitExceeded' ? 0 : tenant.settings.itemsRemaining;
  return {
    status: 200,
    body: (how) => ({
      ...annotationsOf('connectionQuota', path, how),
      itemsRemaining: how.ieee754Compatible ? String(itemsRemaining) : itemsRemaining,
    }),
  };
}
