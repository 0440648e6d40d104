import type { Call, Performance } from '../performance.ts';
import type { Crash } from '../witness/index.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { describeError, isOwnError, saysCause } from './explanation.ts';
import { type Finding, findingOf } from './finding.ts';
import { judgeResult, tellsFailure } from './result.ts';

/** Whether the client ended, and told the truth about what the service answered. */
export function judgeHowItEnded(performance: Performance): Finding[] {
  const { calls, crashes } = performance;
  const [crash] = crashes;
  return [
    ...(crash ? [crashed(crash)] : []),
    ...judgeTimeout(performance),
    ...calls.flatMap((call) => judgeCall(call, performance)),
  ];
}

function crashed({ kind, error }: Crash): Finding {
  const name = kind === 'process.exit' ? 'end.exit' : 'end.crash';
  return findingOf(name, 'a rejection of the promise', `${kind}: ${describeError(error)}`);
}

function judgeTimeout({ gaveUpAfter, options: { timeout } }: Performance): Finding[] {
  if (gaveUpAfter === undefined || timeout === undefined) return [];
  return [
    findingOf('end.timeout', `an end after ${timeout} ms`, `it was still waiting after ${Math.round(gaveUpAfter)} ms`),
  ];
}

function judgeCall(call: Call, performance: Performance): Finding[] {
  const { ending } = call;
  const evidence = evidenceOf(call, performance);
  if (ending.kind === 'pending') {
    return performance.isEndless ? [] : [findingOf('end.pending', 'an end', `nothing more after ${evidence.last}`)];
  }
  if (ending.kind === 'rejected') return judgeFailure(ending.error, evidence, performance);
  if (evidence.isThere && !evidence.isCreated) return judgeDuplicate(ending.value, evidence, performance);
  if (tellsFailure(ending.value, evidence)) return judgeFailure(ending.value, evidence, performance);
  return judgeSuccess(ending.value, evidence);
}

/** A result after 409, or after a lookup that found the connection, is a success unless the client promises otherwise. */
function judgeDuplicate(value: unknown, evidence: Evidence, { options }: Performance): Finding[] {
  if (options.duplicate !== 'rejects' || tellsFailure(value, evidence)) return [];
  return [findingOf('end.duplicateAccepted', 'a rejection', `success after ${evidence.last}`)];
}

function judgeSuccess(value: unknown, evidence: Evidence): Finding[] {
  if (evidence.isCreated) return judgeResult(value, evidence);
  if (evidence.isUnanswered && evidence.failures.length === 0) {
    return [findingOf('end.tooEarly', 'the answer first', 'success while the request was on its way')];
  }
  if (evidence.isUnsent) return [findingOf('end.neverSent', 'a create request', 'success without one')];
  return [findingOf('end.swallowed', 'a rejection, or a result that tells it', `success after ${evidence.last}`)];
}

function judgeFailure(told: unknown, evidence: Evidence, { options, scene }: Performance): Finding[] {
  const seen = describeError(told);
  if (evidence.created) return [findingOf('end.refusedSuccess', 'success after 201', seen)];
  if (evidence.isThere && !evidence.isHidden && (options.duplicate ?? 'rejects') !== 'rejects') {
    return [findingOf('end.duplicateRejected', 'success', seen)];
  }
  return [...judgeRetries(evidence, seen, { options, scene }), ...judgeExplanation(told, evidence)];
}

function judgeRetries(
  evidence: Evidence,
  seen: string,
  { options, scene }: Pick<Performance, 'options' | 'scene'>,
): Finding[] {
  const { retries } = options;
  const isPromised = scene.succeedsWith !== undefined && (retries === 'outages' || retries === scene.succeedsWith);
  return isPromised && !evidence.isThere ? [findingOf('end.promisedRetry', 'success in the end', seen)] : [];
}

function judgeExplanation(told: unknown, evidence: Evidence): Finding[] {
  const seen = describeError(told);
  if (evidence.isUnsent && !evidence.isAskedWrongly) return [findingOf('end.neverSent', 'a create request', seen)];
  const expected = `an error that tells of ${evidence.last}`;
  if (isOwnError(told, evidence)) return [findingOf('end.ownError', expected, seen)];
  return saysCause(told, evidence) ? [] : [findingOf('end.silent', expected, seen)];
}
