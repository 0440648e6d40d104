import { apiVersions } from '../../rules/index.ts';
import { checkCreateRequest } from '../../schemas/index.ts';
import type { Call, Performance } from '../performance.ts';
import type { Sent } from '../world/index.ts';
import { createsOf, isCreate } from './creates.ts';

/** A failure that the client was told of. */
export interface Failure {
  /** 0 where the connection was lost. */
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** What a client could know when it ended. */
export interface Evidence {
  /** A create was answered with 201. */
  readonly isCreated: boolean;
  /** The body of that answer, where it could be read. */
  readonly created: Readonly<Record<string, unknown>> | undefined;
  /** The service said that the connection is there already. */
  readonly isThere: boolean;
  /** A lookup did not find it: where it is there all the same, it belongs to another app. */
  readonly isHidden: boolean;
  /** A create had been sent, and not been answered. */
  readonly isUnanswered: boolean;
  /** Nothing had been asked that was refused, and no create was sent. */
  readonly isUnsent: boolean;
  /** What was asked for breaks a rule, so that it may be refused without asking. */
  readonly isAskedWrongly: boolean;
  readonly failures: readonly Failure[];
  /** The last answer, in words. */
  readonly last: string;
}

/** What the client could know when the call ended. */
export function evidenceOf(call: Call, performance: Performance): Evidence {
  const heard = call.heard.filter((one) => !isCreate(one) || createsOf(call, performance).includes(one));
  const creates = heard.filter(isCreate);
  const created = creates.find(({ answer }) => answer?.status === 201);
  const failures = heard.filter((one) => !isSuccess(one)).map(failureOf);
  const sent = createsOf(call, performance);
  return {
    isCreated: created !== undefined,
    created: created && jsonOf(created),
    isThere: creates.some(({ answer }) => answer?.status === 409) || heard.some((one) => shows(one, call.asked.id)),
    isHidden: heard.some(({ method, answer }) => method === 'GET' && answer?.status === 404),
    isUnanswered: sent.length > creates.length,
    // That it is not there yet is no reason not to create it.
    isUnsent: sent.length === 0 && failures.every(({ status }) => status === 404),
    isAskedWrongly: isAskedWrongly(call, performance),
    failures,
    last: lastOf(heard),
  };
}

/** By the rules of a version that the client may use. */
function isAskedWrongly({ asked }: Call, { options }: Performance): boolean {
  const versions = options.version ? [options.version] : apiVersions;
  return versions.some((version) => checkCreateRequest(asked, { profile: 'live', version }).length > 0);
}

function isSuccess({ answer }: Sent): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 400;
}

/** Whether a lookup found the connection, or a change of it succeeded. */
function shows(one: Sent, id: string): boolean {
  if (isCreate(one) || !isSuccess(one)) return false;
  if (one.method === 'PATCH') return true;
  return one.method === 'GET' && (one.answer?.text.toLowerCase().includes(JSON.stringify(id).toLowerCase()) ?? false);
}

function failureOf(one: Sent): Failure {
  const { error } = Object(jsonOf(one)) as { error?: { code?: unknown; message?: unknown } };
  return { status: one.answer?.status ?? 0, code: textOf(error?.code), message: textOf(error?.message) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function jsonOf({ answer }: Sent): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(answer?.text ?? '');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function lastOf(heard: readonly Sent[]): string {
  const one = heard.at(-1);
  if (!one?.answer) return 'no answer at all';
  const { status } = one.answer;
  if (status === 0) return 'a lost connection';
  const body = jsonOf(one);
  return [status, body ? failureOf(one).code : `with a body that is no JSON`].filter(Boolean).join(' ');
}
