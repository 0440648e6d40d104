import type { Evidence } from './evidence.ts';
import { saysCause } from './explanation.ts';
import { type Finding, findingOf } from './finding.ts';

/**
 * Whether the caller can see from a result that it is a failure: a Response or anything else with a status of 400 and
 * more, an Error, `false`, `ok: false` and its like, or an object that names the cause. The bare error body is no such
 * object: it passes for a connection.
 */
export function tellsFailure(result: unknown, evidence: Evidence): boolean {
  if (result === false) return true;
  if (typeof result !== 'object' || result === null) return false;
  if (saysNo(result)) return true;
  if (evidence.isCreated || isErrorBody(result)) return false;
  return evidence.failures.length > 0 && saysCause(result, evidence);
}

/** Whether an object says that it is a failure, whatever it is about. */
function saysNo(result: object): boolean {
  if (result instanceof Error) return true;
  if (Array.isArray(result)) return result.some((element) => element instanceof Error);
  const { status, statusCode, ok, success, error, isErr } = result as Record<string, unknown>;
  if ([status, statusCode].some((one) => typeof one === 'number' && (one >= 400 || one === 0))) return true;
  if (typeof isErr === 'function') return isErr.call(result) === true;
  return ok === false || success === false || error instanceof Error;
}

function isErrorBody(result: object): boolean {
  return Object.keys(result).join() === 'error';
}

/** Whether a result agrees with the connection that the service has created. */
export function judgeResult(result: unknown, { created }: Evidence): Finding[] {
  if (!created) return [];
  if (typeof result === 'string') {
    const isOtherCase = result !== created.id && result.toLowerCase() === String(created.id).toLowerCase();
    return isOtherCase ? [findingOf('end.wrongResult', `"${created.id}"`, `"${result}"`)] : [];
  }
  const { id, state } = Object(result) as Record<string, unknown>;
  const findings: Finding[] = [];
  if (typeof id === 'string' && id !== created.id) {
    findings.push(findingOf('end.wrongResult', `id "${created.id}"`, `id "${id}"`));
  }
  if (typeof state === 'string' && created.state === 'draft' && state.toLowerCase() !== 'draft') {
    findings.push(findingOf('end.wrongResult', 'state "draft"', `state "${state}"`));
  }
  return findings;
}
