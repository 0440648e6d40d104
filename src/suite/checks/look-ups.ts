import { type Found, findingOf } from '../findings.ts';
import type { Run } from '../record-run.ts';
import type { SentRequest } from '../transport.ts';
import { isCreate, isLookUp, requestsOf } from './requests.ts';

/** Whether the client creates right after a look-up that failed. */
export function checkLookUps(run: Run): Found[] {
  return run.calls.flatMap((call) => {
    const requests = requestsOf(call, run);
    const create = requests.findIndex(isCreate);
    const before = requests[create - 1];
    if (!before || !isLookUp(before) || !isFailure(before)) return [];
    const status = before.response?.status || 'a lost connection';
    return [findingOf('lookUp.ignored', 'another look-up, or a rejection', `a create right after ${status}`)];
  });
}

function isFailure({ response }: SentRequest): boolean {
  return response !== undefined && response.status !== 404 && (response.status === 0 || response.status >= 400);
}
