import { retryAfterIn } from '../../rules/index.ts';
import { type Found, findingOf } from '../findings.ts';
import type { ClientCall, Run } from '../record-run.ts';
import { isCreate, isOperation, type SentRequest } from '../transport.ts';
import { createsOf, isLookUp, isSuccess, requestsOf } from './evidence.ts';

/** How often and when requests were sent: the client waits, it ends, and repeats nothing that cannot succeed. */
export function checkPace(run: Run): Found[] {
  const { calls, isExhausted, requests, options } = run;
  if (isExhausted) {
    const last = requests.at(-2)?.response?.status ?? 'nothing';
    const received = `${requests.length - 1} requests, the last of them with ${last}`;
    return [
      ...calls.flatMap((call) => checkRequestsOf(call, run).slice(0, 1)),
      findingOf('pace.endless', 'an end after some attempts', received),
    ];
  }
  return calls.flatMap((call) => [
    ...checkRequestsOf(call, run),
    ...(options.retries === 'never' && createsOf(call, run).length > 1
      ? [findingOf('pace.promisedNever', 'one create request', `${createsOf(call, run).length} create requests`)]
      : []),
  ]);
}

/** Whether the client creates right after a look-up that failed. */
export function checkLookUps(run: Run): Found[] {
  return run.calls.flatMap((call) => {
    const requests = requestsOf(call, run);
    const create = requests.findIndex(isCreate);
    const before = requests[create - 1];
    if (!before?.response || !isLookUp(before) || isSuccess(before) || before.response.status === 404) return [];
    const status = before.response.status || 'a lost connection';
    return [findingOf('lookUp.ignored', 'another look-up, or a rejection', `a create right after ${status}`)];
  });
}

/** One finding of a kind is enough: a client makes the same mistake each time. */
function checkRequestsOf(call: ClientCall, run: Run): Found[] {
  const requests = requestsOf(call, run);
  const urls = new Set(requests.map(({ url }) => url));
  const reads = [...urls].map((url) => requests.filter((one) => isRead(one) && one.url === url));
  const creates = createsBetweenDeletes(requests);
  const schemas = requests.filter((one) => isOperation(one, 'updateSchema'));
  const all = [
    ...creates.flatMap(consecutive).flatMap(([before, next]) => checkTwice(before, next)),
    ...[...creates, ...reads.map((group) => group.filter(isLookUp)), schemas].flatMap(checkPointless),
    ...consecutive(requests).flatMap(([before, next]) => checkRetryAfter(before, next, run)),
    ...[...creates, ...reads].flatMap((all) => checkHammering(all, run)),
  ];
  return all.filter(({ kind }, index) => all.findIndex((other) => other.kind === kind) === index);
}

/** The creates, in one list for each DELETE that made room: the create after it repeats nothing. */
function createsBetweenDeletes(requests: readonly SentRequest[]): readonly (readonly SentRequest[])[] {
  const isDelete = (one: SentRequest) => isOperation(one, 'deleteConnection') && isSuccess(one);
  const deletesBefore = (one: SentRequest) => requests.slice(0, requests.indexOf(one)).filter(isDelete).length;
  return [...Map.groupBy(requests.filter(isCreate), deletesBefore).values()];
}

function consecutive(requests: readonly SentRequest[]): (readonly [SentRequest, SentRequest])[] {
  return requests.slice(1).flatMap((next, index) => {
    const before = requests[index];
    return before ? [[before, next] as const] : [];
  });
}

/** A create while another one was pending, or after a success; unless the client aborted the other one. */
function checkTwice({ response, givenUpAt }: SentRequest, next: SentRequest): Found[] {
  if (!response && givenUpAt !== undefined) return [];
  if (!response || response.at > next.at)
    return [findingOf('pace.twice', 'one create at a time', 'another one while the first was pending')];
  return response.status === 201 ? [findingOf('pace.twice', 'no create after 201', 'another one')] : [];
}

/** The same request again after a refusal for good. After a 401, one more is allowed: the token may have expired. */
function checkPointless(requests: readonly SentRequest[]): Found[] {
  const repeated = consecutive(requests).filter(
    ([before, next]) => isFinal(before) && (before.response?.at ?? 0) <= next.at,
  );
  const [first] = repeated.filter(([{ response }], index) => index > 0 || response?.status !== 401);
  const status = first?.[0].response?.status;
  if (!first || status === undefined) return [];
  const attempt = requests.indexOf(first[1]) + 1;
  return [findingOf('pace.pointless', `no ${first[1].method} after ${status}`, `attempt ${attempt} after ${status}`)];
}

function isFinal(one: SentRequest): boolean {
  const status = one.response?.status ?? 0;
  // Right after the create, a read may not find it yet, and a schema may have to wait.
  const mayPass = isOperation(one, 'updateSchema') ? [404, 409] : isRead(one) ? [404] : [];
  return status >= 400 && status < 500 && ![408, 429, ...mayPass].includes(status);
}

function isRead({ method }: SentRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Retry-After binds the next request, whatever it is. */
function checkRetryAfter(before: SentRequest, next: SentRequest, run: Run): Found[] {
  const { response } = before;
  const retryAfter = response?.headers.get('retry-after') ?? '';
  const wait = response && retryAfterIn(retryAfter, new Date(response.at));
  if (!response || wait === undefined || next.at < response.at) return [];
  const isNumber = /^\d+$/.test(retryAfter);
  // Timers round to milliseconds, and dates to seconds.
  const tolerance = isNumber ? 10 : 1000;
  const waited = next.at - response.at;
  if (waited >= wait - tolerance) return [];
  const expected = `the next request at the earliest ${formatSeconds(wait)} after the ${response.status} with "Retry-After: ${retryAfter}"`;
  const isThousandth = isNumber && waited >= Number(retryAfter) && waited < Number(retryAfter) + 25;
  // Without a timer, that is the work of a busy machine.
  const guess = isThousandth && !isAtOnce(before, next, run) ? ', as if the number counted milliseconds' : '';
  return [findingOf('pace.tooSoon', expected, `after ${formatSeconds(waited)}${guess}`)];
}

/**
 * Milliseconds that may pass between a response and the next request of a client that does not wait. Fewer where waiting
 * takes real time, and the timers of the client are not seen.
 */
const longestWork = { usually: 150, inRealTime: 75 } as const;

/** Whether a client that sent a request did not wait for it: what passed is the work of a busy machine. */
function isAtOnce(before: SentRequest, next: SentRequest, { isSlow }: Run): boolean {
  const passed = next.at - (before.response?.at ?? 0);
  if (isSlow) return passed < longestWork.inRealTime;
  return next.timersSet === before.timersSet && passed < longestWork.usually;
}

/** More reads of the same URL than that are a poll, which needs pauses too. */
const poll = 5;

/** Pauses that the service did not ask for: a random one may be short by chance, several in a row are not. */
function checkHammering(requests: readonly SentRequest[], run: Run): Found[] {
  const pauses = consecutive(requests).flatMap(([before, next]) => {
    const { response } = before;
    if (!response || response.headers.has('retry-after')) return [];
    if (isSuccess(before) && (isCreate(before) || requests.length < poll)) return [];
    const passed = next.at - response.at;
    return [{ after: response.status, milliseconds: isAtOnce(before, next, run) ? 0 : passed }];
  });
  const total = pauses.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const least = pauses.length === 1 ? 10 : 25 * pauses.length;
  // One retry at once is as good as any after a lost connection, which may have been idle for long, and after a 401,
  // with a new token. A 404 of a look-up is no failure.
  const isHarmless = pauses.length === 1 && [0, 401, 404].includes(pauses[0]?.after ?? 0);
  if (pauses.length === 0 || isHarmless || total >= least) return [];
  const retries = `${pauses.length} ${pauses.length === 1 ? 'retry' : 'retries'}`;
  return [findingOf('pace.hammering', 'a pause before each retry', `${retries} within ${Math.round(total)} ms`)];
}

/** Whether the client retried at once after a Retry-After that the standard does not allow. */
export function ignoresUnreadable(run: Run): boolean {
  return consecutive(run.requests).some(([before, next]) => {
    const { response } = before;
    const retryAfter = response?.headers.get('retry-after');
    if (!response || !retryAfter || retryAfterIn(retryAfter, new Date(response.at)) !== undefined) return false;
    return isAtOnce(before, next, run) || next.at - response.at < 10;
  });
}

function formatSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds) / 1000} s`;
}
