import type { Call, Performance } from '../performance.ts';
import type { Sent } from '../world/index.ts';
import { createsOf } from './creates.ts';
import { type Finding, findingOf } from './finding.ts';

/** How often and when the create was sent: it waits, it ends, and repeats nothing that cannot succeed. */
export function judgeWhenItWasSent(performance: Performance): Finding[] {
  const { calls, isEndless, sent, options } = performance;
  if (isEndless) {
    const last = sent.at(-2)?.answer?.status ?? 'nothing';
    return [
      ...calls.flatMap((call) => judgePauses(call, performance).slice(0, 1)),
      findingOf(
        'pace.endless',
        'an end after some tries',
        `${sent.length - 1} requests, the last of them answered with ${last}`,
      ),
    ];
  }
  return calls.flatMap((call) => [
    ...judgePauses(call, performance),
    ...(options.retries === 'never' ? judgePromise(call, performance) : []),
  ]);
}

function judgePromise(call: Call, performance: Performance): Finding[] {
  const { length } = createsOf(call, performance);
  return length > 1 ? [findingOf('pace.promisedNever', 'one create request', `${length} create requests`)] : [];
}

/** One finding of a kind is enough: a client makes the same mistake each time. */
function judgePauses(call: Call, performance: Performance): Finding[] {
  const creates = createsOf(call, performance);
  const findings = creates.slice(1).flatMap((next, index) => {
    const before = creates[index];
    return before ? judgePause(before, next, index + 2) : [];
  });
  const all = [...findings, ...judgeHammering(creates)];
  return all.filter(({ kind }, index) => all.findIndex((other) => other.kind === kind) === index);
}

function judgePause(before: Sent, next: Sent, number: number): Finding[] {
  const { answer } = before;
  // The client itself gave it up.
  if (!answer) return [];
  if (answer.at > next.at)
    return [findingOf('pace.twice', 'one request at a time', `try ${number} while try ${number - 1} was on its way`)];
  if (answer.status === 201) return [findingOf('pace.twice', 'no request after 201', 'another one')];
  if (answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status)) {
    return [
      findingOf('pace.pointless', `no create request after ${answer.status}`, `try ${number} after ${answer.status}`),
    ];
  }
  return judgeWaiting(answer, next, number);
}

function judgeWaiting({ headers, status, at }: NonNullable<Sent['answer']>, next: Sent, number: number): Finding[] {
  const asked = headers.get('retry-after');
  if (asked === null) return [];
  const isNumber = /^\d+$/.test(asked);
  const wait = isNumber ? Number(asked) * 1000 : Date.parse(asked) - at;
  // Timers round to milliseconds, and dates to seconds.
  const tolerance = isNumber ? 10 : 1000;
  const waited = next.at - at;
  if (waited >= wait - tolerance) return [];
  const expected = `try ${number} at the earliest ${seconds(wait)} after the ${status} with "Retry-After: ${asked}"`;
  const isThousandth = isNumber && waited >= Number(asked) && waited < Number(asked) + 25;
  const guess = isThousandth ? ', as if the number counted milliseconds' : '';
  return [findingOf('pace.tooSoon', expected, `after ${seconds(waited)}${guess}`)];
}

/** Milliseconds that may pass between an answer and the next request of a client that does not wait. */
const longestWork = 150;

/** Pauses that nobody prescribed: a random one may be short by chance, several in a row are not. */
function judgeHammering(creates: readonly Sent[]): Finding[] {
  const pauses = creates.slice(1).flatMap((next, index) => {
    const before = creates[index];
    const answer = before?.answer;
    if (!answer || answer.status === 201 || answer.headers.has('retry-after')) return [];
    const passed = next.at - answer.at;
    // Whoever sets no timer does not wait; what passes all the same is the work of a busy machine.
    const isWork = next.waits === before.waits && passed < longestWork;
    return [{ after: answer.status, milliseconds: isWork ? 0 : passed }];
  });
  const total = pauses.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const least = pauses.length === 1 ? 10 : 25 * pauses.length;
  // A connection that has been idle for long may be lost: one more try at once is as good as any.
  const isStale = pauses.length === 1 && pauses[0]?.after === 0;
  if (pauses.length === 0 || isStale || total >= least) return [];
  const seen = `${pauses.length} further ${pauses.length === 1 ? 'try' : 'tries'} within ${Math.round(total)} ms`;
  return [findingOf('pace.hammering', 'a pause before each further try', seen)];
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds) / 1000} s`;
}
