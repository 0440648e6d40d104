import { contextUrl } from '../../rules/index.ts';
import type { Outcome } from '../outcome.ts';
import { type Call, foundBy, type Tenant } from './operation.ts';

/** `GET /external/connections/{id}/quota`, on beta: how many items the connection may still take. */
export function getQuota(call: Call, tenant: Tenant): Outcome {
  const { target } = call;
  const stored = foundBy(call, tenant);
  if ('answer' in stored) return stored;
  const path = `('${stored.connection.id}')/quota/$entity`;
  const itemsRemaining = stored.connection.state === 'limitExceeded' ? 0 : tenant.settings.itemsRemaining;
  return {
    status: 200,
    body: ({ level, ieee754Compatible }) => ({
      ...(level !== 'none' && { '@odata.context': contextUrl(target.root, target.version, path) }),
      itemsRemaining: ieee754Compatible ? String(itemsRemaining) : itemsRemaining,
    }),
  };
}
