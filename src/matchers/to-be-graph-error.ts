import { errorResponses, type GraphErrorCode, sources } from '../rules/index.ts';
import { type FoundGraphError, graphErrorIn, isPromise, isResponse, type ResponseLike } from './graph-error-in.ts';
import type { MatcherResult } from './result.ts';
import { describeValue, withoutSecrets, wrongArgument, wrongReceived } from './usage-error.ts';

const name = 'toBeGraphError';

/** A code that this kit knows, or any other that Graph may send. */
export type ErrorCode = GraphErrorCode | (string & {});

/** Whether a value is, or carries, an error of Graph; asynchronous for a Response, whose body must be read. */
export function toBeGraphError(received: unknown, code?: ErrorCode): MatcherResult | Promise<MatcherResult> {
  requireReadable(received);
  if (code !== undefined && typeof code !== 'string') throw wrongCode(code);
  const found = graphErrorIn(received);
  if (!found || 'code' in found) return resultOf(received, found, code);
  return forbidSyncUse(readFrom(found).then((read) => resultOf(received, read, code)));
}

function resultOf(received: unknown, found: FoundGraphError | undefined, code: ErrorCode | undefined): MatcherResult {
  const { status } = found ?? {};
  if (!found || (status !== undefined && status < 400))
    return { pass: false, message: () => noError(received, status) };
  if (code === undefined) {
    return { pass: true, message: () => `Expected no Graph error, but received one: ${sentenceOf(found)}` };
  }
  if (found.code === code) {
    return { pass: true, message: () => `Expected no Graph error ${code}, but received one: ${sentenceOf(found)}` };
  }
  if (!knownCodes.includes(code)) throw wrongCode(code);
  const message = () => `Expected the Graph error ${code}, but received another: ${sentenceOf(found)}\n${why}`;
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
        `expect.${name}() cannot read a Response inside another matcher, because reading is asynchronous. ` +
          `Write await expect(response).${name}(), or compare the parsed body.`,
      );
    },
  });
}

function requireReadable(received: unknown): void {
  if (isPromise(received)) {
    const fix = `Write await expect(promise).rejects.${name}(), or with resolves where its value is a Response.`;
    throw wrongReceived(name, { given: received, takes: 'the value of the promise', fix });
  }
  if (isResponse(received) && received.bodyUsed) {
    const fix = 'Check the Response before you read it, or pass the parsed body to expect(…).';
    throw wrongReceived(name, { given: received, takes: 'a Response whose body has not been read', fix });
  }
}

const knownCodes: readonly string[] = [
  ...new Set(Object.values(errorResponses).map((response) => response.code)),
].toSorted();

function wrongCode(given: unknown): TypeError {
  const fix = 'Check the case of the letters. Any other code passes only where the error has it.';
  return wrongArgument(name, { given, takes: `one of the codes ${knownCodes.join(', ')}, or none`, fix });
}

function sentenceOf({ code, message, status }: FoundGraphError): string {
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
