import { openQuestions } from '../../rules/index.ts';
import {
  adviseCreateRequest,
  type CreateExternalConnection,
  judgeCreateRequest,
  violationOf,
} from '../../schemas/index.ts';
import { createRecord } from '../connection-record.ts';
import { failureOf, type Result, refusalOf } from '../result.ts';
import { locationOf, serializeOne } from '../serialize.ts';
import type { Call, Tenant } from './operation.ts';

/** `POST /external/connections`: checks in the order of the rule table, then stores. */
export function createConnection(call: Call, { settings, store, random }: Tenant): Result {
  const { body, how } = call;
  const { version } = how;
  const { violations, request } = judgeCreateRequest(body, settings.contextOf(version));
  if (!request) throw refusalOf(...violations);

  const { id } = request;
  if (id !== undefined && store.isTaken(id)) throw refusalOf(violationOf('id.unique', '/id', id));
  if (store.size >= settings.tenantLimit) throw refusalOf(violationOf('tenant.limit', '', store.size));

  const { profile } = settings;
  const { appId } = call.caller;
  const connection = createRecord(request, { profile, version, generatedId: random.guid(), callerAppId: appId });
  store.add(connection);
  if (settings.brokenCardFails && hasBrokenCard(request)) {
    throw failureOf('serviceUnavailable', { fault: 'brokenCard', created: connection });
  }
  return {
    headers: openQuestions.sendLocation.chosen ? { Location: locationOf(how, connection.id) } : {},
    body: serializeOne(connection, how),
    created: connection,
    advisories: adviseCreateRequest(body, settings.contextOf(version)),
  };
}

/** Question 21. */
function hasBrokenCard({ searchSettings, complianceSettings }: CreateExternalConnection): boolean {
  const templates = [
    ...(searchSettings?.searchResultTemplates ?? []),
    ...(complianceSettings?.eDiscoveryResultTemplates ?? []),
  ];
  return templates.some(({ layout }) => layout.type !== 'AdaptiveCard' || typeof layout.version !== 'string');
}
