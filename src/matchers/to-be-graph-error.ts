import { errorResponses, type GraphErrorCode, sources } from '../rules/index.ts';
import { type FoundGraphError, graphErrorIn } from './graph-error-in.ts';
import { wrongArgument, wrongReceived } from './misuse.ts';
import { isPromise, nameOf } from './name-of.ts';
import { isResponse, type ResponseLike } from './response.ts';
import type { MatcherResult } from './result.ts';
import { withoutTokens } from './without-tokens.ts';

const name = 'toBeGraphError';

/** A code that this kit knows, or one that Graph sends besides. */
export type ErrorCode = GraphErrorCode | (string & {});

/** Whether a value is, or carries, an error of Graph. Of a Response it is known once its body is read. */
export function toBeGraphError(received: unknown, code?: ErrorCode): MatcherResult | Promise<MatcherResult> {
  requireReadable(received);
  if (code !== undefined && typeof code !== 'string') throw wrongCode(code);
  const found = graphErrorIn(received);
  if (!found || 'code' in found) return judge(received, found, code);
  return askedLater(readFrom(found).then((read) => judge(received, read, code)));
}

function judge(received: unknown, found: FoundGraphError | undefined, code: ErrorCode | undefined): MatcherResult {
  const { status } = found ?? {};
  if (!found || (status !== undefined && status < 400))
    return { pass: false, message: () => noError(received, status) };
  if (code === undefined) {
    return { pass: true, message: () => `Expected no Graph error, but this is one: ${sentenceOf(found)}` };
  }
  if (found.code === code) {
    return { pass: true, message: () => `Expected no Graph error ${code}, but this is one: ${sentenceOf(found)}` };
  }
  if (!knownCodes.includes(code)) throw wrongCode(code);
  const message = () => `Expected the Graph error ${code}, but this is another one: ${sentenceOf(found)}\n${why}`;
  return { pass: false, message, actual: found.code, expected: code };
}

/** A clone is read, so that the test still can. */
async function readFrom(response: ResponseLike): Promise<FoundGraphError | undefined> {
  const text = await response.clone().text();
  const found = graphErrorIn(text, response.status);
  return found && 'code' in found ? found : undefined;
}

/** Inside `toEqual` a matcher must answer at once: there the runner reads `pass` of the promise, and is told. */
function askedLater(result: Promise<MatcherResult>): Promise<MatcherResult> {
  return Object.defineProperty(result, 'pass', {
    get() {
      throw new TypeError(
        `expect.${name}() cannot read a Response inside another matcher, for that takes time. ` +
          `Write await expect(response).${name}(), or compare the parsed body.`,
      );
    },
  });
}

function requireReadable(received: unknown): void {
  if (isPromise(received)) {
    const fix = `Write await expect(promise).rejects.${name}(), or with resolves where it becomes a Response.`;
    throw wrongReceived(name, { given: received, takes: 'what the promise becomes', fix });
  }
  if (isResponse(received) && received.bodyUsed) {
    const fix = 'Judge the Response before you read it, or give the parsed body to expect(…).';
    throw wrongReceived(name, { given: received, takes: 'a Response whose body is not read yet', fix });
  }
}

const knownCodes: readonly string[] = [
  ...new Set(Object.values(errorResponses).map((answer) => answer.code)),
].toSorted();

function wrongCode(given: unknown): TypeError {
  const fix = 'Mind the letter case. Any other code must be the one that was answered.';
  return wrongArgument(name, { given, takes: `one of the codes ${knownCodes.join(', ')}, or none`, fix });
}

function sentenceOf({ code, message, status }: FoundGraphError): string {
  return [status, `${code}:`, withoutTokens(message)].filter((part) => part !== undefined).join(' ');
}

function noError(received: unknown, status: number | undefined): string {
  const answered = status === undefined ? '' : ` An answer with status ${status} is no error.`;
  return [`Expected a Graph error, but received ${nameOf(received)}.${answered}`, form].join('\n');
}

const form = [
  'Graph says { "error": { "code": …, "message": … } }. That was looked for in the value, and in its members response,',
  'data, body, error and cause. Let your client throw what Graph answered, or hand it on: new Error(…, { cause }).',
  `Source: ${sources.errorsPage}`,
].join('\n');

const why =
  'Why Graph refused it: explainExchange of graph.exchanges names the rule that was broken, and how to mend the request.';
