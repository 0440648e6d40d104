import { redactorFor } from '../emulator/redact.ts';
import { parseJson, serviceRoots, textOf } from '../rules/index.ts';
import {
  checkCreateRequest,
  type Difference,
  differencesBetween,
  explainViolation,
  printableLines,
  schemasFor,
  showValue,
  toPointer,
  type Violation,
} from '../schemas/index.ts';
import type { ContractContext } from './contract-context.ts';
import type { Interaction } from './interaction.ts';
import { exampleOf } from './matcher.ts';

/** A request that the client under test sent, and the status of its response. */
export interface ReceivedRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly text: string;
  /** 0 until there is a response. */
  status: number;
}

/** The record of one interaction with a client. */
export interface RecordedRun {
  /** The root that the client uses in place of `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  /** The requests of the client, in order. */
  readonly sent: readonly ReceivedRequest[];
  /** The request of the interaction, once it was sent. */
  readonly own: ReceivedRequest | undefined;
  /** The rules that it broke, if Pact did not accept it. */
  readonly violations: readonly Violation[];
  /** How the client's call ended; undefined where it had not within `timeoutMs`. */
  readonly ending: PromiseSettledResult<unknown> | undefined;
  readonly timeoutMs: number;
  /** Why Pact's core did not accept the request; undefined where it did. */
  readonly refusal: Error | undefined;
}

/** What went wrong in a run, most important first; empty when nothing did. Contains no secret of the client, and prints safely. */
export function explainRun(interaction: Interaction, run: RecordedRun, context: ContractContext): readonly string[] {
  const redact = redactFor(interaction, run.sent);
  const { own } = run;
  const broken = run.violations.filter((violation) => !isIntended(violation, interaction, context));
  const problems = own
    ? [
        // The text of a rule contains no secret; the value may.
        ...broken.map((violation) => explainViolation({ ...violation, message: redact(violation.message) })),
        ...[...wrongQuery(own), ...wrongBody(interaction, own, context)].map(redact),
        ...sentAgain(run),
      ]
    : neverSent(interaction, run, redact);
  const all = [...problems, ...wrongEnding(run, problems.length > 0, redact), ...messagesOfPact(run, redact)];
  return all.map(printableLines);
}

function neverSent({ request }: Interaction, { graphUrl, sent }: RecordedRun, redact: Redact): string[] {
  const { method } = request;
  const path = String(exampleOf(request.path));
  const problem = `The client never sent ${method} ${path}`;
  if (sent.length === 0) {
    return [
      `${problem}: it sent nothing to ${graphUrl}. Use graphUrl in place of ${serviceRoots[0]}, and wait for the response before you return. Where MSW runs in the same process, give it the handler "loopback" of external-connection-testkit/msw.`,
    ];
  }
  const list = sent.map((one) => `${requestLine(one)} (${one.status})`).join(', ');
  const paths = sent.map((one) => one.path);
  return [`${problem}. It sent ${redact(list)}.`, ...nearMiss(method, path, paths)];
}

/** What to change in a request that is nearly the right one. */
function nearMiss(method: string, path: string, sent: readonly string[]): string[] {
  const otherVersion = path.startsWith('/beta/') ? path.replace('/beta/', '/v1.0/') : path.replace('/v1.0/', '/beta/');
  const [ofContract, ofClient] = [path, otherVersion].map((one) => one.split('/')[1]);
  if (sent.includes(path)) return [`The path was right; the method must be ${method}.`];
  if (sent.includes(otherVersion)) {
    return [
      `The client called ${ofClient}, and the contract is for ${ofContract}. Use the same in both: createConnectionContract({ version: '${ofClient}' }).`,
    ];
  }
  if (sent.some((one) => `/${one.split('/').filter(Boolean).join('/')}` === path))
    return ['The path has a slash too many: graphUrl ends without one.'];
  if (sent.includes(`/${ofContract}${path}`) || sent.includes(`/${ofClient}${path}`))
    return ['graphUrl is the root without a version: add the version once.'];
  return [];
}

/** Whether the interaction breaks this very rule on purpose. */
function isIntended({ rule, path }: Violation, { request }: Interaction, { version }: ContractContext): boolean {
  if (path === 'header Authorization') return request.headers.Authorization === undefined;
  const intended = checkCreateRequest(exampleOf(request.body), { profile: 'live', version });
  return intended.some((violation) => violation.rule === rule && violation.path === path);
}

function wrongQuery({ query }: ReceivedRequest): string[] {
  return query.size > 0 ? [`The request has a query (${[...query.keys()].join(', ')}), and must have none.`] : [];
}

function wrongBody(interaction: Interaction, own: ReceivedRequest, context: ContractContext): string[] {
  const wanted = exampleOf(interaction.request.body);
  const sent = parseJson(own.text);
  if (wanted === undefined) return own.text === '' ? [] : ['The request has a body, and must have none.'];
  // A body that is not JSON breaks a rule, which is reported.
  if (sent === undefined) return [];
  return differencesBetween(asRead(wanted, interaction, context), asRead(sent, interaction, context)).map(
    explainDifference,
  );
}

/** A body as the service reads it: "SEARCH,compliance" is "search, compliance". */
function asRead(body: unknown, { operation }: Interaction, { version }: ContractContext): unknown {
  const { createRequest, schemaRequest } = schemasFor({ profile: 'documented', version });
  const read = operation === 'updateSchema' ? schemaRequest.safeParse(body) : createRequest.safeParse(body);
  return read.success ? read.data : body;
}

function explainDifference({ path, kind, expected, actual }: Difference): string {
  const place = toPointer(path) || 'The body';
  if (kind === 'missing') return `${place} is missing; expected ${showValue(expected)}.`;
  // Not its value: it may be a secret.
  if (kind === 'added') return `${place} was sent, and is not in the input of the client.`;
  return `${place} is ${showValue(actual)}; expected ${showValue(expected)}.`;
}

/** A client that receives a success has no reason to send the request again. */
function sentAgain({ own, sent }: RecordedRun): string[] {
  if (!own || own.method === 'GET' || own.status >= 300) return [];
  const times = sent.filter(({ method, path }) => method === own.method && path === own.path).length;
  return times > 1
    ? [`The client sent ${requestLine(own)} ${times} times, although the response was ${own.status}.`]
    : [];
}

function wrongEnding({ ending, timeoutMs, own }: RecordedRun, hasProblems: boolean, redact: Redact): string[] {
  if (!ending) {
    const where = own ? `after the response ${own.status}` : 'without a response to wait for';
    return [
      `The client had neither returned nor thrown after ${timeoutMs} ms, ${where}. If it waits before a retry, shorten the wait in tests; or raise timeoutMs of createConnectionContract, and the timeout of the test.`,
    ];
  }
  if (ending.status === 'fulfilled') return [];
  const error = redact(textOf(ending.reason));
  if (!own) return [`The client threw: ${error}`];
  if (own.status >= 400 || hasProblems) return [];
  return [`The client threw although the response was ${own.status}: ${error}`];
}

/** The mismatches that Pact's core lists, without its numbering. */
function messagesOfPact({ own, refusal }: RecordedRun, redact: Redact): string[] {
  if (!own || !refusal) return [];
  const lines = refusal.message.split('\n').flatMap((line) => /^\d+\.\d+\s+(\S.*)$/.exec(line.trim())?.[1] ?? []);
  const messages = lines.length > 0 ? [...new Set(lines)] : [refusal.message];
  return messages.map((line) => `Pact says: ${redact(line)}`);
}

function requestLine({ method, path, query }: ReceivedRequest): string {
  return `${method} ${path}${query.size > 0 ? `?${[...query.keys()].map((name) => `${name}=…`).join('&')}` : ''}`;
}

/** Words of this length that the contract does not know are taken for secrets wherever they stand. */
const longWord = /[\w.~+=%-]{24,}/g;

type Redact = (text: string) => string;

/**
 * A function that takes out of a text whatever may be a secret: the credentials and query values of the requests in any
 * encoding, and each long word that is none of the interaction's own.
 */
function redactFor(interaction: Interaction, sent: readonly ReceivedRequest[]): Redact {
  const known = JSON.stringify(exampleOf([interaction.request, interaction.response, interaction.input]));
  const redactors = sent.map((one) => {
    const redactor = redactorFor(one.headers, parseJson(one.text) ?? one.text);
    for (const value of one.query.values()) if (!known.includes(value)) redactor.add(value);
    return redactor;
  });
  return (text) =>
    redactors
      .reduce((rest, redactor) => redactor.value(rest), text)
      .replace(longWord, (word) => (isHarmlessWord(word, known) ? word : '[redacted]'));
}

/** A word of the contract, or one of letters alone, such as the name of a rule or of a member. */
function isHarmlessWord(word: string, known: string): boolean {
  return known.includes(word) || /^[A-Za-z]+(?:\.[A-Za-z]+)*$/.test(word);
}
