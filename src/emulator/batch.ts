import {
  asRecord,
  errorResponses,
  isJsonContentType,
  isServiceRoot,
  limits,
  matchOperation,
  type OperationMatch,
  parseJson,
  type RuleId,
  ruleOf,
} from '../rules/index.ts';
import { fromPointer, nestsTooDeep, type Violation, valueAt, violationOf } from '../schemas/index.ts';
import type { ServiceResponse } from './build-response.ts';
import { advisoriesAbout, type Incoming, refusalOfMessage } from './gateway.ts';
import { failureOf, type Result, refusalBy, violationBy } from './result.ts';

/** More than any server takes in the URL and in the headers of a request: a batch may have as much in each part. */
const largestPart = { url: 16_384, headers: 1000 } as const;

/** One part of a batch, as a client sends it. */
interface BatchPart {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly dependsOn: readonly unknown[];
}

type BatchRequest = Extract<OperationMatch, { kind: 'batch' }>;

/**
 * `POST /$batch`: 200 with the response to each part, whatever that is; 400 where the batch itself is malformed. A part
 * that depends on one that failed is not processed, and gets 424. The parts share one connection: it is lost, or late,
 * for all where a fault makes it so for one.
 *
 * @throws Refusal when the batch has no token, its body cannot be read, or it is malformed.
 */
export function respondToBatch(
  incoming: Incoming,
  match: BatchRequest,
  handle: (part: Incoming) => ServiceResponse,
): Result {
  const parts = readParts(incoming, match);
  const done = new Map<unknown, ServiceResponse>();
  for (const part of parts) {
    const isBlocked = part.dependsOn.some((id) => !isGood(done.get(id)));
    done.set(part.id, isBlocked ? dependencyFailed : handle(incomingOf(part, incoming, match)));
  }
  const responses = [...done].map(([id, { status, headers, body }]) => ({ id, status, headers, body }));
  const delay = Math.max(...[...done.values()].map((response) => response.delay ?? 0));
  if (responses.some(({ status }) => status === 0)) return { status: 0, delay };
  return {
    delay,
    body: { responses },
    advisories: [...advisoriesAbout(incoming), ...advisoriesOn(incoming.json, parts, match)],
  };
}

function readParts(incoming: Incoming, match: BatchRequest): readonly BatchPart[] {
  const { headers, text, json, read } = incoming;
  if (!headers.get('authorization')) throw refusalBy('token.present', undefined);
  if (read?.failure) {
    const rule = read.failure === 'encodingUnknown' ? 'contentEncoding.known' : 'contentEncoding.matches';
    throw refusalOfMessage(rule, incoming);
  }
  const contentType = headers.get('content-type');
  if (contentType !== null && !isJsonContentType(contentType)) throw refusalOfMessage('contentType.json', incoming);
  const unread = text.trim() === '' ? 'body.present' : 'body.json';
  const parts = json === undefined ? violationBy(unread, text) : partsOf(json, match);
  if ('rule' in parts) throw failureOf('batchMalformed', { violations: [parts] });
  const untyped = parts.findIndex(isUntyped);
  const { id: property } = parts[untyped] ?? {};
  if (property === undefined) return parts;
  throw failureOf('batchPartUntyped', { property, violations: [inPart('batch.contentType', untyped, json)] });
}

/** What a part breaks at the place of a rule. */
function inPart(rule: RuleId, index: number, json: unknown): Violation {
  const place = ruleOf(rule).paths[0]?.replace('*', String(index)) ?? '';
  return violationOf(rule, place, valueAt(json, fromPointer(place)));
}

/** What is accepted in the parts, although Graph would do otherwise. */
function advisoriesOn(json: unknown, parts: readonly BatchPart[], match: BatchRequest): readonly Violation[] {
  return parts.flatMap(({ url }, index) => {
    const ignored = valueAt(json, ['requests', index, 'depends_on']);
    return [
      ...(isLocal(url, match) ? [violationOf('url.version', `/requests/${index}/url`, url)] : []),
      ...(Array.isArray(ignored) && ignored.length > 0 ? [inPart('batch.dependsOn', index, json)] : []),
    ];
  });
}

function isGood({ status = 0 }: Partial<ServiceResponse> = {}): boolean {
  return status > 0 && status < 400;
}

const { status, code, message } = errorResponses.dependencyFailed;
const dependencyFailed: ServiceResponse = { status, headers: {}, body: { error: { code, message } } };

/** The full URLs of the parts of a batch; none where it is malformed. */
export function urlsInBatch(text: string, match: BatchRequest): readonly string[] {
  const parts = partsOf(parseJson(text), match);
  return 'rule' in parts ? [] : parts.map((part) => partUrlOf(part, match));
}

/**
 * The full URL of a part. What begins with a root gets the version twice, so that it is refused as by Graph; but SDKs
 * write the root of a local server into their parts.
 */
function partUrlOf({ url }: Pick<BatchPart, 'url'>, match: BatchRequest): string {
  const { root, version } = match;
  if (!URL.canParse(url)) return `${root}/${version}/${url.replace(/^\//, '')}`;
  if (isLocal(url, match)) return url;
  const { pathname, search } = new URL(url);
  return `${root}/${version}${matchOperation('GET', root + pathname).kind === 'elsewhere' ? `/${version}` : ''}${pathname}${search}`;
}

/** Whether the URL of a part begins with the root of the batch, which is not one of Graph. */
function isLocal(url: string, { root, version }: BatchRequest): boolean {
  return !isServiceRoot(root) && url.startsWith(`${root}/${version}/`);
}

function isUntyped({ method, headers, body }: BatchPart): boolean {
  return method.toUpperCase() !== 'GET' && body !== undefined && body !== null && !headers.has('content-type');
}

function incomingOf(part: BatchPart, { headers: outer }: Incoming, match: BatchRequest): Incoming {
  const headers = new Headers(part.headers);
  for (const name of ['authorization', 'client-request-id', 'user-agent', 'sdkversion']) {
    const value = outer.get(name);
    if (value !== null && !headers.has(name)) headers.set(name, value);
  }
  const text = part.body === undefined || part.body === null ? '' : JSON.stringify(part.body);
  return { method: part.method.toUpperCase(), url: partUrlOf(part, match), headers, text, json: part.body };
}

/** The parts in the order in which they run, or what makes the batch malformed. */
function partsOf(body: unknown, match: BatchRequest): readonly BatchPart[] | Violation {
  if (nestsTooDeep(body)) return violationOf('body.depth', '', undefined);
  const requests = asRecord(body)?.requests;
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > limits.batchParts.maximum)
    return violationBy('batch.requests', Array.isArray(requests) ? requests.length : requests);
  const parts: BatchPart[] = [];
  for (const [index, request] of requests.entries()) {
    const part = partOf(request, parts, match);
    if ('rule' in part)
      return violationOf(part.rule, `/requests/${index}/${part.member}`, asRecord(request)?.[part.member]);
    parts.push(part);
  }
  return parts;
}

/** What is wrong with a part, and the member that shows it. */
interface Wrong {
  readonly rule: RuleId;
  readonly member: string;
}

/** A part, which may depend only on those before it: that excludes circles. */
function partOf(request: unknown, before: readonly BatchPart[], match: BatchRequest): BatchPart | Wrong {
  const { id, method, url, body, ...sent } = asRecord(request) ?? {};
  if (!isText(id)) return { rule: 'batch.part', member: 'id' };
  if (!isText(method)) return { rule: 'batch.part', member: 'method' };
  if (!isText(url) || url.length > largestPart.url) return { rule: 'batch.part', member: 'url' };
  const headers = headersOf(sent.headers ?? {});
  if (!headers) return { rule: 'batch.headers', member: 'headers' };
  const dependsOn: unknown = sent.dependsOn ?? [];
  if (!Array.isArray(dependsOn)) return { rule: 'batch.order', member: 'dependsOn' };
  const isKnown = (known: unknown) => before.some((part) => part.id === known);
  if (isKnown(id)) return { rule: 'batch.id', member: 'id' };
  if (!dependsOn.every(isKnown)) return { rule: 'batch.order', member: 'dependsOn' };
  // **Source:** design of the Graph SDKs, BatchRequestContent: a request of a batch cannot be a batch.
  const isBatch = matchOperation('POST', partUrlOf({ url }, match)).kind === 'batch';
  return isBatch ? { rule: 'batch.nested', member: 'url' } : { id, method, url, headers, body, dependsOn };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The headers of a part, of whose spellings the last counts: Java's SDK writes two. Undefined where they are none. */
function headersOf(value: unknown): Headers | undefined {
  const entries = Object.entries(asRecord(value) ?? {});
  if (asRecord(value) === undefined || entries.length > largestPart.headers) return undefined;
  const headers = new Headers();
  try {
    for (const [name, text] of entries) {
      if (typeof text !== 'string') return undefined;
      headers.set(name, text);
    }
    return headers;
  } catch {
    return undefined;
  }
}
