import {
  apiVersions,
  isUsGovernment,
  limits,
  matchOperation,
  type OperationMatch,
  type OperationName,
  once,
  operationOf,
} from '../rules/index.ts';
import { adviseControlInformation, adviseUsGovernment, nestsTooDeep } from '../schemas/index.ts';
import { respondToBatch } from './batch.ts';
import { errorResponse, type ResponseContext, type ServiceResponse, successResponse } from './build-response.ts';
import { type Exchange, type Occurrence, type Recording, recordOf, redactViolations } from './exchange.ts';
import type { FaultQueue } from './fault-queue.ts';
import type { PlannedFault } from './faults.ts';
import { advisoriesAbout, brokenGatewayRule, callerOf, type Incoming, refusalOfMessage } from './gateway.ts';
import type { Journal } from './journal.ts';
import { connections } from './operations/connections.ts';
import { groups } from './operations/groups.ts';
import { items } from './operations/items.ts';
import type { Call, Tenant } from './operations/operation.ts';
import { schemas } from './operations/schema.ts';
import { failureOf, Refusal, type Result, refusalBy, refuse, violationBy } from './result.ts';
import { negotiate } from './serialize.ts';
import { deepFreeze } from './store.ts';
import { isLoginError, loginRefusal } from './token-endpoint.ts';

/** What handling a request needs beyond the tenant. */
export interface Service extends Tenant {
  readonly faults: FaultQueue;
  readonly journal: Journal;
}

/** The response to a request, and its exchange. */
export interface Handled extends Pick<Occurrence, 'response' | 'isAccepted' | 'advisories'> {
  /** Makes it at the first call: to redact and to freeze takes longer than to decide. */
  exchange(): Exchange;
}

/** Responds to a request and records it; of a batch, first each part and then the whole. */
export function handleRequest(
  incoming: Incoming,
  service: Service,
  match: OperationMatch = matchOperation(incoming.method, incoming.url),
): Handled {
  const { settings, random, journal } = service;
  const at = settings.now();
  const received = { ...incoming, headers: [...incoming.headers] };
  const recording = once(() => recordOf(received));
  const planned = planFor(match, recording, service.faults);
  const parts: Exchange[] = [];
  const outcome =
    planned?.fault.stage === 'instead'
      ? unprocessed
      : decide(incoming, match, { ...service, schemaError: planned?.fault.schemaError }, parts);
  const requestId = random.guid();
  const context: ResponseContext = {
    date: at,
    requestId,
    clientRequestId: incoming.headers.get('client-request-id') ?? requestId,
    how: negotiate(incoming.headers),
    wwwAuthenticate: settings.wwwAuthenticate,
  };
  const response = withoutBodyOfHead(incoming, withFault(planned, respond(outcome, match, context), context));
  const isRefusal = outcome instanceof Refusal;
  const isAccepted = !planned && parts.length === 0 && !isRefusal;
  const advised = isRefusal ? [] : (outcome.advisories ?? []);
  const advisories = advised.length === 0 ? advised : deepFreeze(redactViolations(advised, recording()));
  const exchange = journal.add({ at, received, recording, outcome, advisories, response, isAccepted, planned, parts });
  return { response, isAccepted, advisories, exchange };
}

/** The outcome of a request that a fault keeps from being processed. */
const unprocessed: Result = { status: 0 };

/** Faults hit the parts of a batch, not the batch; what is not emulated gets none. */
function planFor(match: OperationMatch, recording: () => Recording, faults: FaultQueue): PlannedFault | undefined {
  if (match.kind === 'batch' || match.kind === 'notEmulated' || match.kind === 'elsewhere') return undefined;
  if (faults.queued.length === 0) return undefined;
  return faults.next({ ...recording().request(), operation: match.kind === 'operation' ? match.operation : undefined });
}

function withFault(
  planned: PlannedFault | undefined,
  response: ServiceResponse,
  context: ResponseContext,
): ServiceResponse {
  if (!planned) return response;
  // A copy, for a fault of the caller may change it, and what is stored is in it.
  const own = { ...response, body: structuredClone(response.body) };
  return planned.fault.change(own, (name, headers = {}) =>
    isLoginError(name)
      ? loginRefusal(name, { now: context.date, headers })
      : errorResponse(failureOf(name, { headers }), context),
  );
}

function withoutBodyOfHead({ method }: Incoming, response: ServiceResponse): ServiceResponse {
  return method === 'HEAD' ? { ...response, body: undefined, isText: false } : response;
}

function respond(outcome: Result | Refusal, match: OperationMatch, context: ResponseContext): ServiceResponse {
  if (outcome instanceof Refusal) return errorResponse(outcome, context);
  const success = match.kind === 'operation' ? operationOf(match.operation).success : undefined;
  return successResponse(outcome, success ?? 200, context);
}

/** @param parts gets the exchanges of the parts of a batch. */
function decide(incoming: Incoming, match: OperationMatch, service: Service, parts: Exchange[]): Result | Refusal {
  try {
    if (incoming.read?.failure === 'tooLarge' || hasTooManyBytes(incoming.text)) throw failureOf('bodyTooLarge');
    if (match.kind === 'operation') return decideOperation(incoming, match, service);
    if (match.kind === 'wrongMethod' && incoming.method === 'OPTIONS')
      return { status: 204, headers: allowHeader(match) };
    if (match.kind !== 'batch') throw refusalOfMatch(match, incoming);
    return respondToBatch(incoming, match, (part) => {
      const { response, exchange } = handleRequest(part, service);
      parts.push(exchange());
      return response;
    });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Whether a body has more bytes than the service takes; a code unit is 3 bytes of UTF-8 at most. */
function hasTooManyBytes(text: string): boolean {
  const { maximumBytes } = limits.requestBody;
  return text.length * 3 > maximumBytes && new TextEncoder().encode(text).length > maximumBytes;
}

/** **Source:** RFC 9110, sections 9.3.7 and 15.5.6. */
function allowHeader({ allow }: Pick<Extract<OperationMatch, { kind: 'wrongMethod' }>, 'allow'>) {
  return { Allow: allow.join(', ') };
}

function refusalOfMatch(
  match: Exclude<OperationMatch, { kind: 'operation' | 'batch' }>,
  { method, url }: Incoming,
): Refusal {
  if (match.kind === 'notEmulated' && method === 'POST' && /\/items\/?$/i.test(new URL(url).pathname)) {
    return refusalBy('item.createdByPut', url);
  }
  if (match.kind === 'wrongMethod') return failureOf('methodNotAllowed', { headers: allowHeader(match) });
  if (match.kind === 'unknownSegment') {
    const { segment: property } = match;
    const isVersion = apiVersions.some((version) => version === property);
    return failureOf('segmentUnknown', {
      property,
      ...(isVersion && { violations: [violationBy('url.version', url)] }),
    });
  }
  return failureOf('notImplemented');
}

/** The handler of each operation, for a request that has passed the gateway: it returns a result or throws a Refusal. */
const handlersByName: Readonly<Record<OperationName, (call: Call, tenant: Tenant) => Result>> = {
  ...connections,
  ...schemas,
  ...items,
  ...groups,
};

function decideOperation(incoming: Incoming, match: OperationMatch & { kind: 'operation' }, service: Service): Result {
  const { settings } = service;
  const { headers, json } = incoming;
  const { profile } = settings;
  const { operation, root, version, query, ids } = match;
  const caller = callerOf(headers.get('authorization'), operation, settings);
  const rule = brokenGatewayRule({ ...incoming, caller, operation, profile });
  if (rule) {
    const { response, details } = refusalOfMessage(rule, incoming);
    // Question 12.
    const status = rule === 'token.permission' ? settings.missingPermissionStatus : response.status;
    throw new Refusal({ ...response, status }, details);
  }
  if (settings.rejectControlInformation && !nestsTooDeep(json)) refuse(adviseControlInformation(json, operation));
  const how = { root, version, profile, ...negotiate(headers) };
  const result = handlersByName[operation]({ ids, headers, body: json, query, caller, how }, service);
  // After the handler, which refuses a body that nests too deep to be shown.
  const isBeyond = version === 'v1.0' && isUsGovernment(root);
  const advisories = [
    ...advisoriesAbout(incoming, operation),
    ...(isBeyond ? adviseUsGovernment(json, operation) : []),
  ];
  return { ...result, advisories: [...advisories, ...(result.advisories ?? [])] };
}
