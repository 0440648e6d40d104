import { type AnswerName, answers } from '../rules/index.ts';
import { nestsTooDeep } from '../schemas/index.ts';
import type { Incoming } from './journal.ts';
import { failed, type Outcome } from './outcome.ts';
import type { Answered } from './respond.ts';
import { type Route, routeOf } from './route.ts';
import { parsed } from './transport.ts';

/** **Source:** JSON batching concept page. */
const largestBatch = 20;

/** One part of a batch, as a client sends it. */
interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn: readonly unknown[];
}

type BatchRoute = Extract<Route, { kind: 'batch' }>;

/**
 * `POST /$batch`: answers 200 with the answer of each part, whatever that is; 400 where the batch itself is
 * malformed. A part that depends on one that failed is not asked, and gets 424. The parts share one connection: it
 * is lost, or late, for all where a fault makes it so for one.
 */
export function answerBatch(incoming: Incoming, route: BatchRoute, serve: (part: Incoming) => Answered): Outcome {
  if (!incoming.headers.get('authorization')) return failed('tokenMissing');
  const parts = partsOf(incoming.json, route);
  if (!parts) return failed('batchMalformed');
  const answered = new Map<unknown, Answered>();
  for (const part of parts) {
    const failing = part.dependsOn.some((id) => !isGood(answered.get(id)));
    answered.set(part.id, failing ? dependencyFailed : serve(incomingOf(part, incoming, route)));
  }
  const responses = [...answered].map(([id, { status, headers, body }]) => ({ id, status, headers, body }));
  const delay = Math.max(...[...answered.values()].map((part) => part.delay ?? 0));
  if (responses.some(({ status }) => status === 0)) return { status: 0, delay };
  return { status: 200, delay, body: () => ({ responses }) };
}

function isGood({ status = 0 }: Partial<Answered> = {}): boolean {
  return status > 0 && status < 400;
}

const { status, code, message } = answers['dependencyFailed' satisfies AnswerName];
const dependencyFailed: Answered = { status, headers: {}, body: { error: { code, message } } };

/** The full URLs of the parts of a batch; none where it is malformed. */
export function urlsInBatch(text: string, route: BatchRoute): readonly string[] {
  return (partsOf(parsed(text), route) ?? []).map((part) => urlOf(part, route));
}

function urlOf(part: Part, { root, version }: BatchRoute): string {
  return `${root}/${version}/${part.url.replace(/^\//, '')}`;
}

function incomingOf(part: Part, { headers: outer }: Incoming, route: BatchRoute): Incoming {
  const headers = new Headers(part.headers);
  for (const name of ['authorization', 'client-request-id']) {
    const value = outer.get(name);
    if (value !== null && !headers.has(name)) headers.set(name, value);
  }
  const text = part.body === undefined ? '' : JSON.stringify(part.body);
  return { method: part.method.toUpperCase(), url: urlOf(part, route), headers, text, json: part.body };
}

/** The parts in the order in which they run, or undefined for a batch that is malformed. */
function partsOf(body: unknown, route: BatchRoute): readonly Part[] | undefined {
  if (nestsTooDeep(body)) return undefined;
  const requests = (body as { requests?: unknown } | undefined | null)?.requests;
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > largestBatch) return undefined;
  const parts: Part[] = [];
  const seen = new Set<unknown>();
  for (const request of requests) {
    const part = partOf(request);
    // A part may depend on those before it alone: that leaves no circle.
    if (!part || seen.has(part.id) || part.dependsOn.some((id) => !seen.has(id))) return undefined;
    // **Source:** design of the Graph SDKs, BatchRequestContent: a request of a batch cannot be a batch.
    if (routeOf('POST', urlOf(part, route)).kind === 'batch') return undefined;
    seen.add(part.id);
    parts.push(part);
  }
  return parts;
}

function partOf(request: unknown): Part | undefined {
  const {
    id,
    method,
    url,
    headers = {},
    body,
    dependsOn = [],
  } = Object(request) as Partial<Record<keyof Part, unknown>>;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') return undefined;
  if (!areHeaders(headers) || !Array.isArray(dependsOn)) return undefined;
  return { id, method, url, headers, body, dependsOn };
}

function areHeaders(headers: unknown): headers is Part['headers'] {
  try {
    return new Headers(headers as Part['headers']) instanceof Headers;
  } catch {
    return false;
  }
}
