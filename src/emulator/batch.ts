import { asRecord, errorResponses, limits, matchOperation, type OperationMatch } from '../rules/index.ts';
import { nestsTooDeep } from '../schemas/index.ts';
import type { ServiceResponse } from './build-response.ts';
import type { Incoming } from './exchange.ts';
import { parseJson } from './gateway.ts';
import { failureOf, type Result } from './result.ts';

/** More than any server takes in the URL and in the headers of a request: a batch may have as much in each part. */
const largestPart = { url: 16_384, headers: 1000 } as const;

/** One part of a batch, as a client sends it. */
interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn: readonly unknown[];
}

type BatchRequest = Extract<OperationMatch, { kind: 'batch' }>;

/**
 * `POST /$batch`: 200 with the response to each part, whatever that is; 400 where the batch itself is malformed. A part
 * that depends on one that failed is not processed, and gets 424. The parts share one connection: it is lost, or late,
 * for all where a fault makes it so for one.
 *
 * @throws Refusal when the batch has no token or is malformed.
 */
export function answerBatch(
  incoming: Incoming,
  match: BatchRequest,
  handle: (part: Incoming) => ServiceResponse,
): Result {
  if (!incoming.headers.get('authorization')) throw failureOf('tokenMissing');
  const parts = partsOf(incoming.json, match);
  if (!parts) throw failureOf('batchMalformed');
  const done = new Map<unknown, ServiceResponse>();
  for (const part of parts) {
    const isBlocked = part.dependsOn.some((id) => !isGood(done.get(id)));
    done.set(part.id, isBlocked ? dependencyFailed : handle(incomingOf(part, incoming, match)));
  }
  const responses = [...done].map(([id, { status, headers, body }]) => ({ id, status, headers, body }));
  const delay = Math.max(...[...done.values()].map((response) => response.delay ?? 0));
  if (responses.some(({ status }) => status === 0)) return { status: 0, delay };
  return { delay, body: { responses } };
}

function isGood({ status = 0 }: Partial<ServiceResponse> = {}): boolean {
  return status > 0 && status < 400;
}

const { status, code, message } = errorResponses.dependencyFailed;
const dependencyFailed: ServiceResponse = { status, headers: {}, body: { error: { code, message } } };

/** The full URLs of the parts of a batch; none where it is malformed. */
export function urlsInBatch(text: string, match: BatchRequest): readonly string[] {
  return (partsOf(parseJson(text), match) ?? []).map((part) => urlOf(part, match));
}

function urlOf(part: Part, { root, version }: BatchRequest): string {
  return `${root}/${version}/${part.url.replace(/^\//, '')}`;
}

function incomingOf(part: Part, { headers: outer }: Incoming, match: BatchRequest): Incoming {
  const headers = new Headers(part.headers);
  for (const name of ['authorization', 'client-request-id']) {
    const value = outer.get(name);
    if (value !== null && !headers.has(name)) headers.set(name, value);
  }
  const text = part.body === undefined ? '' : JSON.stringify(part.body);
  return { method: part.method.toUpperCase(), url: urlOf(part, match), headers, text, json: part.body };
}

/** The parts in the order in which they run, or undefined for a batch that is malformed. */
function partsOf(body: unknown, match: BatchRequest): readonly Part[] | undefined {
  if (nestsTooDeep(body)) return undefined;
  const requests = asRecord(body)?.requests;
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > limits.batchParts.maximum)
    return undefined;
  const parts: Part[] = [];
  const seen = new Set<unknown>();
  for (const request of requests) {
    const part = partOf(request);
    // A part may depend only on those before it, which excludes circles.
    if (!part || seen.has(part.id) || part.dependsOn.some((id) => !seen.has(id))) return undefined;
    // **Source:** design of the Graph SDKs, BatchRequestContent: a request of a batch cannot be a batch.
    if (matchOperation('POST', urlOf(part, match)).kind === 'batch') return undefined;
    seen.add(part.id);
    parts.push(part);
  }
  return parts;
}

function partOf(request: unknown): Part | undefined {
  const { id, method, url, headers = {}, body, dependsOn = [] } = asRecord(request) ?? {};
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') return undefined;
  if (url.length > largestPart.url) return undefined;
  if (!areHeaders(headers) || !Array.isArray(dependsOn)) return undefined;
  return { id, method, url, headers, body, dependsOn };
}

function areHeaders(headers: unknown): headers is Part['headers'] {
  if (Object.keys(headers ?? {}).length > largestPart.headers) return false;
  try {
    return new Headers(headers as Part['headers']) instanceof Headers;
  } catch {
    return false;
  }
}
