import { graphErrorSchema } from '../schemas/index.ts';
import { isResponse, type ResponseLike } from './response.ts';

/** What a Graph error says, wherever it was found. */
export interface FoundGraphError {
  readonly code: string;
  readonly message: string;
  /** The status of the answer, where it is told. */
  readonly status: number | undefined;
}

/**
 * The members by which HTTP clients hand on what was answered: fetch wrappers and axios `response` and `data`, got and
 * the Graph client `body`, Angular `error`; an error of one's own `cause`.
 */
const carriers = ['response', 'data', 'body', 'error', 'cause'] as const;

/** A chain of causes may be circular. */
const longestTrail = 8;

/**
 * The Graph error in a value, or in what it carries; a Response, where the trail ends in one that is not read yet;
 * undefined where there is neither.
 */
export function graphErrorIn(
  value: unknown,
  status?: number,
  trail = longestTrail,
): FoundGraphError | ResponseLike | undefined {
  if (trail === 0) return undefined;
  if (typeof value === 'string')
    return value.startsWith('{') ? graphErrorIn(parsed(value), status, trail - 1) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (isResponse(value)) return value.bodyUsed ? undefined : value;
  const near = statusOf(value) ?? status;
  const error = enveloped(value) ?? escaped(value) ?? ofGraphClient(value);
  if (error) return { code: error.code, message: error.message, status: near };
  for (const carrier of carriers) {
    const found = graphErrorIn(memberOf(value, carrier), near, trail - 1);
    if (found) return found;
  }
  return undefined;
}

type Spoken = Omit<FoundGraphError, 'status'>;

/** `{ error: { code, message } }`, the body of the answer. */
function enveloped(value: object): Spoken | undefined {
  return graphErrorSchema.safeParse(value).data?.error;
}

/**
 * `{ errorEscaped: { code, message }, responseStatusCode }`, as the SDKs that kiota makes throw it: no Error. It is no
 * envelope of Graph: the date of innerError has become a Date.
 */
function escaped(value: object): Spoken | undefined {
  const { code, message } = Object(memberOf(value, 'errorEscaped')) as Partial<Record<string, unknown>>;
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined;
}

/**
 * `GraphError { statusCode, code, message, body }` of @microsoft/microsoft-graph-client. Where the answer was no JSON,
 * the code is the name of the error that parsing it threw, and the body its text.
 */
function ofGraphClient(value: object): Spoken | undefined {
  const { statusCode, code, message, body } = value as Partial<Record<string, unknown>>;
  if (typeof statusCode !== 'number' || typeof code !== 'string' || typeof message !== 'string') return undefined;
  return typeof body === 'string' && parsed(body) === undefined ? undefined : { code, message };
}

function statusOf(value: object): number | undefined {
  return ['statusCode', 'responseStatusCode', 'status']
    .map((name) => memberOf(value, name))
    .find((status) => typeof status === 'number');
}

function memberOf(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
