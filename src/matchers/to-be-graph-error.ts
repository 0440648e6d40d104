import { asRecord, errorResponses, type GraphErrorCode, parseJson, sources } from '../rules/index.ts';
import { graphErrorSchema, readJson } from '../schemas/index.ts';
import {
  describeValue,
  isPromise,
  isResponse,
  type MatcherResult,
  type ResponseLike,
  withoutSecrets,
  wrongArgument,
  wrongReceived,
} from './received.ts';

/** A code that this kit knows, or any other that Graph may send. */
export type ErrorCode = GraphErrorCode | (string & {});

/** Whether a value is, or carries, an error of Graph; asynchronous for a Response, whose body must be read. */
export function toBeGraphError(received: unknown, code?: ErrorCode): MatcherResult | Promise<MatcherResult> {
  requireReadable(received);
  if (code !== undefined && typeof code !== 'string') throw wrongCode(code);
  const found = graphErrorIn(received);
  if (!found || 'code' in found) return compareCode(received, found, code);
  return forbidSyncUse(readFrom(found).then((read) => compareCode(received, read, code)));
}

function compareCode(
  received: unknown,
  found: FoundGraphError | undefined,
  code: ErrorCode | undefined,
): MatcherResult {
  const { status } = found ?? {};
  if (!found || (status !== undefined && status < 400))
    return { pass: false, message: () => noError(received, status) };
  if (code === undefined || found.code === code) {
    const wanted = code === undefined ? 'Graph error' : `Graph error ${code}`;
    return { pass: true, message: () => `Expected no ${wanted}, but received one: ${describeGraphError(found)}` };
  }
  if (!knownCodes.includes(code)) throw wrongCode(code);
  const message = () => `Expected the Graph error ${code}, but received another: ${describeGraphError(found)}\n${why}`;
  return { pass: false, message, actual: found.code, expected: code };
}

/** Reads a clone, so that the test can still read the Response. */
async function readFrom(response: ResponseLike): Promise<FoundGraphError | undefined> {
  const text = await response.clone().text();
  const found = graphErrorIn(text, response.status);
  return found && 'code' in found ? found : undefined;
}

/** Inside `toEqual` a matcher must be synchronous: there the runner reads `pass` of the promise, which throws. */
function forbidSyncUse(result: Promise<MatcherResult>): Promise<MatcherResult> {
  return Object.defineProperty(result, 'pass', {
    get() {
      throw new TypeError(
        `expect.toBeGraphError() cannot read a Response inside another matcher, because reading is asynchronous. ` +
          `Write await expect(response).toBeGraphError(), or compare the parsed body.`,
      );
    },
  });
}

function requireReadable(received: unknown): void {
  if (isPromise(received)) {
    const fix = `Write await expect(promise).rejects.toBeGraphError(), or with resolves where its value is a Response.`;
    throw wrongReceived('toBeGraphError', { given: received, takes: 'the value of the promise', fix });
  }
  if (isResponse(received) && received.bodyUsed) {
    const fix = 'Check the Response before you read it, or pass the parsed body to expect(…).';
    throw wrongReceived('toBeGraphError', { given: received, takes: 'a Response whose body has not been read', fix });
  }
}

const knownCodes: readonly string[] = [
  ...new Set(Object.values(errorResponses).map((response) => response.code)),
].toSorted();

function wrongCode(given: unknown): TypeError {
  const fix = 'Check the case of the letters. Any other code passes only where the error has it.';
  return wrongArgument('toBeGraphError', { given, takes: `one of the codes ${knownCodes.join(', ')}, or none`, fix });
}

function describeGraphError({ code, message, status }: FoundGraphError): string {
  return [status, `${code}:`, withoutSecrets(message)].filter((part) => part !== undefined).join(' ');
}

function noError(received: unknown, status: number | undefined): string {
  const success = status === undefined ? '' : ` A response with status ${status} is not an error.`;
  return [`Expected a Graph error, but received ${describeValue(received)}.${success}`, form].join('\n');
}

const form = [
  'A Graph error is { "error": { "code": …, "message": … } }. It was not found in the value, nor in its properties',
  'response, data, body, error and cause. Let your client throw the error of Graph, or pass it on: new Error(…, { cause }).',
  `Source: ${sources.errorsPage}`,
].join('\n');

const why = 'To see the broken rule and how to fix the request: explainExchange of each of graph.exchanges.';

/** A Graph error, wherever it was found. */
interface FoundGraphError {
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
  if (isResponse(value)) return value.bodyUsed ? undefined : value;
  const record = asRecord(value);
  if (!record) return undefined;
  const statuses = [record.statusCode, record.responseStatusCode, record.status];
  const near = statuses.find((one) => typeof one === 'number') ?? status;
  // The envelope is the body of the response.
  const error = readJson(graphErrorSchema, record).value?.error ?? ofKiota(record) ?? ofGraphClient(record);
  if (error) return { code: error.code, message: error.message, status: near };
  for (const carrier of carriers) {
    const found = graphErrorIn(record[carrier], near, trail - 1);
    if (found) return found;
  }
  return undefined;
}

type ErrorProperties = Readonly<Record<string, unknown>>;

function textsOf({ code, message }: ErrorProperties): Omit<FoundGraphError, 'status'> | undefined {
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined;
}

/**
 * `{ errorEscaped: { code, message }, responseStatusCode }`, a plain object thrown by SDKs that kiota generates. It is not
 * the envelope of Graph: the date of innerError is a Date.
 */
function ofKiota({ errorEscaped }: ErrorProperties) {
  return textsOf(asRecord(errorEscaped) ?? {});
}

/**
 * `GraphError { statusCode, code, message, body }` of @microsoft/microsoft-graph-client. Where the response was not JSON,
 * the code is the name of the parse error, and the body the text.
 */
function ofGraphClient(error: ErrorProperties) {
  const isJson = typeof error.body !== 'string' || parseJson(error.body) !== undefined;
  return typeof error.statusCode === 'number' && isJson ? textsOf(error) : undefined;
}
