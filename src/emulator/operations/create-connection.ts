import { openQuestions } from '../../rules/index.ts';
import { type CreateExternalConnection, judgeCreateRequest, violationOf } from '../../schemas/index.ts';
import { connectionFrom } from '../entity.ts';
import { failed, type Outcome, refused } from '../outcome.ts';
import { locationOf, representOne } from '../represent.ts';
import { bodyOf, type Call, type Tenant } from './operation.ts';

/** `POST /external/connections`: checks in the order of the rule table, then stores. */
export function createConnection(call: Call, { settings, store, random }: Tenant): Outcome {
  const { version } = call.target;
  const body = bodyOf(call);
  const { violations, request } = judgeCreateRequest(body, { ...settings, version });
  if (!request) return refused(...violations);

  const { id } = request;
  if (id !== undefined && store.isTaken(id)) return refused(violationOf('id.unique', '/id', id));
  if (store.size >= settings.tenantLimit) return refused(violationOf('tenant.limit', '', store.size));

  const { profile } = settings;
  const { appId } = call.caller;
  const connection = connectionFrom(request, { profile, version, generatedId: random.guid(), callerAppId: appId });
  store.add(connection);
  if (settings.brokenCardFails && hasBrokenCard(request)) {
    return failed('serviceUnavailable', { fault: 'brokenCard', created: connection });
  }
  const context = { ...settings, version };
  const refusedLive = judgeCreateRequest(body, { ...context, profile: 'live' }).violations;
  const ignoredLive = judgeCreateRequest(body, { ...context, rejectReadOnly: true }).violations;
  return {
    status: 201,
    headers: openQuestions.sendLocation.chosen ? { Location: locationOf(call.target, connection.id) } : {},
    body: (how) => representOne(connection, how),
    created: connection,
    advisories: profile === 'live' ? [] : [...refusedLive, ...ignoredLive],
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
