import type { RuleId } from '../rules/index.ts';
import { type CreateExternalConnection, judgeCreateRequest, type Violation, violationOf } from '../schemas/index.ts';
import { connectionFrom } from './entity.ts';
import { failed, type Outcome, refused } from './outcome.ts';
import type { Random } from './random.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import type { Target } from './target.ts';
import { brokenTransportRule, type Message, parsed } from './transport.ts';

/** What an operation works on. */
export interface Tenant {
  readonly settings: Settings;
  readonly store: Store;
  readonly random: Random;
}

/** `POST /external/connections`: checks in the order of the rule table, then stores. */
export function createConnection(message: Message, target: Target, tenant: Tenant): Outcome {
  const { version } = target;
  const { settings, store, random } = tenant;
  const broken = brokenTransportRule(message);
  if (broken) return refused(transportViolation(broken.id, broken.at[0] ?? '', message));

  const body = parsed(message.text);
  const { violations, request } = judgeCreateRequest(body, { ...settings, version });
  if (!request) return refused(...violations);

  const { id } = request;
  if (id !== undefined && store.has(id)) return refused(violationOf('id.unique', '/id', id));
  if (store.size >= settings.tenantLimit) return refused(violationOf('tenant.limit', '', store.size));

  const { profile, appId } = settings;
  const connection = connectionFrom(request, { profile, version, generatedId: random.guid(), callerAppId: appId });
  store.add(connection);
  if (settings.brokenCardFails && hasBrokenCard(request)) return failed('serviceUnavailable', 'brokenCard');
  if (profile === 'live') return { connection, target, advisories: [] };
  const refusedLive = judgeCreateRequest(body, { ...settings, version, profile: 'live' }).violations;
  const ignoredLive = judgeCreateRequest(body, { ...settings, version, rejectReadOnly: true }).violations;
  return { connection, target, advisories: [...refusedLive, ...ignoredLive] };
}

function transportViolation(id: RuleId, place: string, { headers, text }: Message): Violation {
  const header = /^header (.*)$/.exec(place)?.[1];
  return violationOf(id, place, header ? (headers.get(header) ?? undefined) : text);
}

/** Question 21. */
function hasBrokenCard({ searchSettings, complianceSettings }: CreateExternalConnection): boolean {
  const templates = [
    ...(searchSettings?.searchResultTemplates ?? []),
    ...(complianceSettings?.eDiscoveryResultTemplates ?? []),
  ];
  return templates.some(({ layout }) => layout.type !== 'AdaptiveCard' || typeof layout.version !== 'string');
}
