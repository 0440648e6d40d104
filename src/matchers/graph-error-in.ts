import { asRecord, parseJson } from '../rules/index.ts';
import { graphErrorSchema } from '../schemas/index.ts';

/** A Graph error, wherever it was found. */
export interface FoundGraphError {
  readonly code: string;
  readonly message: string;
  /** The status of the response, where it is known. */
  readonly status: number | undefined;
}

/**
 * The properties in which HTTP clients keep the response: `response` and `data` of fetch wrappers and axios, `body` of
 * got and the Graph client, `error` of Angular; `cause` of other errors.
 */
const carriers = ['response', 'data', 'body', 'error', 'cause'] as const;

/** A chain of causes may be circular. */
const longestTrail = 8;

/**
 * The Graph error in a value or in its carriers; a Response where the search ends in one that is not read yet; undefined
 * where there is neither.
 */
export function graphErrorIn(
  value: unknown,
  status?: number,
  trail = longestTrail,
): FoundGraphError | ResponseLike | undefined {
  if (trail === 0) return undefined;
  if (typeof value === 'string')
    return value.startsWith('{') ? graphErrorIn(parseJson(value), status, trail - 1) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (isResponse(value)) return value.bodyUsed ? undefined : value;
  const near = statusOf(value) ?? status;
  const error = enveloped(value) ?? escaped(value) ?? ofGraphClient(value);
  if (error) return { code: error.code, message: error.message, status: near };
  for (const carrier of carriers) {
    const found = graphErrorIn(propertyOf(value, carrier), near, trail - 1);
    if (found) return found;
  }
  return undefined;
}

type CodeAndMessage = Omit<FoundGraphError, 'status'>;

/** `{ error: { code, message } }`, the body of the response. */
function enveloped(value: object): CodeAndMessage | undefined {
  return graphErrorSchema.safeParse(value).data?.error;
}

/**
 * `{ errorEscaped: { code, message }, responseStatusCode }`, a plain object thrown by SDKs that kiota generates. It is not
 * the envelope of Graph: the date of innerError is a Date.
 */
function escaped(value: object): CodeAndMessage | undefined {
  const { code, message } = asRecord(propertyOf(value, 'errorEscaped')) ?? {};
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined;
}

/**
 * `GraphError { statusCode, code, message, body }` of @microsoft/microsoft-graph-client. Where the response was not JSON,
 * the code is the name of the parse error, and the body the text.
 */
function ofGraphClient(value: object): CodeAndMessage | undefined {
  const { statusCode, code, message, body } = asRecord(value) ?? {};
  if (typeof statusCode !== 'number' || typeof code !== 'string' || typeof message !== 'string') return undefined;
  return typeof body === 'string' && parseJson(body) === undefined ? undefined : { code, message };
}

function statusOf(value: object): number | undefined {
  return ['statusCode', 'responseStatusCode', 'status']
    .map((name) => propertyOf(value, name))
    .find((status) => typeof status === 'number');
}

function propertyOf(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}

/** The Response of any fetch, whichever realm or package it comes from. */
export interface ResponseLike {
  readonly status: number;
  readonly bodyUsed: boolean;
  clone(): { text(): Promise<string> };
}

/** Whether a value is the Response of a fetch. */
export function isResponse(value: unknown): value is ResponseLike {
  const { status, bodyUsed, clone } = asRecord(value) ?? {};
  return typeof status === 'number' && typeof bodyUsed === 'boolean' && typeof clone === 'function';
}

/** Whether a value is a promise, of any library. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof asRecord(value)?.then === 'function';
}
