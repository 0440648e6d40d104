import type { Call, Performance } from '../performance.ts';
import type { Sent } from '../world/index.ts';

/** Whether a request asks for a connection to be created. */
export function isCreate({ method, place }: Sent): boolean {
  return method === 'POST' && place.kind === 'connections';
}

/** The call that a create request belongs to: by the id in its body, else the first. */
export function callOf({ text }: Sent, { calls }: Performance): Call {
  const [first] = calls;
  const found = calls.find(({ asked }) => text.includes(JSON.stringify(asked.id)));
  const call = found ?? first;
  if (!call) throw new TypeError('A scene without a connection cannot be judged.');
  return call;
}

/** The create requests of a call, oldest first. */
export function createsOf(call: Call, performance: Performance): Sent[] {
  return performance.sent.filter((one) => isCreate(one) && callOf(one, performance) === call);
}
