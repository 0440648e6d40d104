import { apiVersions } from '../rules/index.ts';
import { violationOf } from '../schemas/index.ts';
import { answerBatch } from './batch.ts';
import { callerOf } from './caller.ts';
import type { ErrorAnswer } from './faults/index.ts';
import { type Incoming, type Journal, type RecordedRequest, recordOf } from './journal.ts';
import { operationsByName, type Tenant } from './operations/index.ts';
import { failed, type Outcome, type Refused, refused } from './outcome.ts';
import type { Planned, Plans } from './plans.ts';
import { type Answered, answered } from './respond.ts';
import { type Route, routeOf, type Target } from './route.ts';
import { brokenTransportRule, headerAt, type Message } from './transport.ts';

/** What the service needs beyond the tenant. */
export interface Service extends Tenant {
  readonly plans: Plans;
  readonly journal: Journal;
}

/** The answer to a request, which is written down; of a batch, to each part and then to the whole. */
export function serve(incoming: Incoming, service: Service): Answered {
  const { settings, random } = service;
  const date = settings.now();
  const route = routeOf(incoming.method, incoming.url);
  const recording = recordOf(incoming);
  const planned = plannedFor(route, recording.request, service.plans);
  const outcome = planned?.fault.stage === 'instead' ? unanswered : outcomeOf(incoming, route, service);
  const { origin, pathname } = new URL(incoming.url);
  const version = apiVersions.find((candidate) => pathname.startsWith(`/${candidate}/`)) ?? 'v1.0';
  const place = { root: origin, version };
  const circumstances = { headers: incoming.headers, place, settings, requestId: random.guid(), date };
  const truth = answered(outcome, circumstances);
  const error: ErrorAnswer = (name, headers = {}) => answered(failed(name, { headers }), circumstances);
  const answer = planned?.fault.change(truth, error) ?? truth;
  const exchange = service.journal.add({ ...recording, at: date, incoming, outcome, answer, planned });
  for (const violation of exchange.violations) settings.onViolation(violation);
  for (const advisory of exchange.advisories) settings.onAdvisory(advisory);
  return answer;
}

/** What the service decides about a request that never comes to it. */
const unanswered: Outcome = { status: 0 };

/** The parts of a batch meet the plans, not the batch; what is not emulated meets none. */
function plannedFor(route: Route, request: RecordedRequest, plans: Plans): Planned | undefined {
  if (route.kind === 'batch' || route.kind === 'notEmulated') return undefined;
  const operation = route.kind === 'operation' ? route.target.operation : undefined;
  return plans.next({ ...request, operation });
}

function outcomeOf(incoming: Incoming, route: Route, service: Service): Outcome {
  if (route.kind === 'batch') return answerBatch(incoming, route, (part) => serve(part, service));
  if (route.kind === 'wrongMethod') return failed('methodNotAllowed');
  if (route.kind === 'unknownSegment') return failed('segmentUnknown', { property: route.segment });
  if (route.kind === 'notEmulated') return failed('notImplemented');
  return outcomeOfOperation(incoming, route.target, service);
}

function outcomeOfOperation(incoming: Incoming, target: Target, service: Service): Outcome {
  const { settings } = service;
  const { headers, text, json, method } = incoming;
  const caller = callerOf(headers.get('authorization'), { appId: settings.appId, now: settings.now() });
  const broken = refusedByGateway({ headers, text, json, caller, operation: target.operation });
  if (broken) return withPermissionStatus(broken, settings.missingPermissionStatus);
  const query = new URL(incoming.url).searchParams;
  return operationsByName[target.operation]({ target, method, headers, body: json, query, caller }, service);
}

function refusedByGateway(message: Message): Refused | undefined {
  const rule = brokenTransportRule(message);
  if (!rule) return undefined;
  const [place = ''] = rule.at;
  const header = headerAt(place);
  return refused(violationOf(rule.id, place, header ? (message.headers.get(header) ?? undefined) : message.text));
}

/** Question 12. */
function withPermissionStatus(refusal: Refused, status: 401 | 403): Refused {
  const isPermission = refusal.violations[0]?.rule === 'token.permission';
  return isPermission ? { ...refusal, answer: { ...refusal.answer, status } } : refusal;
}
