import { type Found, findingOf } from '../findings.ts';
import type { Call, Run } from '../record-run.ts';
import type { ReceivedResponse, SentRequest } from '../transport.ts';
import { createsOf } from './requests.ts';

/** How often and when the create was sent: it waits, it ends, and repeats nothing that cannot succeed. */
export function checkPace(run: Run): Found[] {
  const { calls, isEndless, requests, options } = run;
  if (isEndless) {
    const last = requests.at(-2)?.response?.status ?? 'nothing';
    const received = `${requests.length - 1} requests, the last of them with ${last}`;
    return [
      ...calls.flatMap((call) => checkPauses(call, run).slice(0, 1)),
      findingOf('pace.endless', 'an end after some attempts', received),
    ];
  }
  return calls.flatMap((call) => [
    ...checkPauses(call, run),
    ...(options.retries === 'never' ? checkPromisedNever(call, run) : []),
  ]);
}

function checkPromisedNever(call: Call, run: Run): Found[] {
  const { length } = createsOf(call, run);
  return length > 1 ? [findingOf('pace.promisedNever', 'one create request', `${length} create requests`)] : [];
}

/** One finding of a kind is enough: a client makes the same mistake each time. */
function checkPauses(call: Call, run: Run): Found[] {
  const creates = createsOf(call, run);
  const findings = creates.slice(1).flatMap((next, index) => {
    const before = creates[index];
    return before ? checkPause(before, next, index + 2) : [];
  });
  const all = [...findings, ...checkHammering(creates)];
  return all.filter(({ kind }, index) => all.findIndex((other) => other.kind === kind) === index);
}

function checkPause(before: SentRequest, next: SentRequest, attempt: number): Found[] {
  const { response } = before;
  // The client itself gave it up.
  if (!response) return [];
  if (response.at > next.at)
    return [
      findingOf('pace.twice', 'one request at a time', `attempt ${attempt} while attempt ${attempt - 1} was pending`),
    ];
  if (response.status === 201) return [findingOf('pace.twice', 'no request after 201', 'another one')];
  if (response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status)) {
    const expected = `no create request after ${response.status}`;
    return [findingOf('pace.pointless', expected, `attempt ${attempt} after ${response.status}`)];
  }
  return checkRetryAfter(response, next, attempt);
}

function checkRetryAfter({ headers, status, at }: ReceivedResponse, next: SentRequest, attempt: number): Found[] {
  const retryAfter = headers.get('retry-after');
  if (retryAfter === null) return [];
  const isNumber = /^\d+$/.test(retryAfter);
  const wait = isNumber ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - at;
  // Timers round to milliseconds, and dates to seconds.
  const tolerance = isNumber ? 10 : 1000;
  const waited = next.at - at;
  if (waited >= wait - tolerance) return [];
  const expected = `attempt ${attempt} at the earliest ${seconds(wait)} after the ${status} with "Retry-After: ${retryAfter}"`;
  const isThousandth = isNumber && waited >= Number(retryAfter) && waited < Number(retryAfter) + 25;
  const guess = isThousandth ? ', as if the number counted milliseconds' : '';
  return [findingOf('pace.tooSoon', expected, `after ${seconds(waited)}${guess}`)];
}

/** Milliseconds that may pass between a response and the next request of a client that does not wait. */
const longestWork = 150;

/** Pauses that the service did not ask for: a random one may be short by chance, several in a row are not. */
function checkHammering(creates: readonly SentRequest[]): Found[] {
  const pauses = creates.slice(1).flatMap((next, index) => {
    const before = creates[index];
    const response = before?.response;
    if (!response || response.status === 201 || response.headers.has('retry-after')) return [];
    const passed = next.at - response.at;
    // A client that sets no timer does not wait; the time that passes all the same is the work of a busy machine.
    const isWork = next.timersSet === before.timersSet && passed < longestWork;
    return [{ after: response.status, milliseconds: isWork ? 0 : passed }];
  });
  const total = pauses.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const least = pauses.length === 1 ? 10 : 25 * pauses.length;
  // A connection that was idle for long may be lost: one retry at once is as good as any.
  const isStale = pauses.length === 1 && pauses[0]?.after === 0;
  if (pauses.length === 0 || isStale || total >= least) return [];
  const retries = `${pauses.length} ${pauses.length === 1 ? 'retry' : 'retries'}`;
  return [findingOf('pace.hammering', 'a pause before each retry', `${retries} within ${Math.round(total)} ms`)];
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds) / 1000} s`;
}
