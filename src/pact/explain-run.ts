import { serviceRoots } from '../rules/index.ts';
import type { ContractContext } from './contract-context.ts';
import type { Interaction } from './interaction.ts';
import { exampleOf } from './matcher.ts';
import { type Redact, redactorFor } from './redactor.ts';
import type { Run } from './run.ts';
import type { SentRequest } from './sent-request.ts';
import { wrongInRequest } from './wrong-in-request.ts';

/** What went wrong in a run, each in a sentence or more; empty when it went well. No secret of the client is in it. */
export function explainRun(interaction: Interaction, run: Run, context: ContractContext): readonly string[] {
  const redact = redactorFor(interaction, run.sent);
  const problems = run.own
    ? [...wrongInRequest(interaction, { own: run.own, violations: run.violations, redact }, context), ...sentAgain(run)]
    : neverSent(interaction, run, redact);
  return [...problems, ...wrongEnding(run, problems.length > 0, redact), ...wordsOfPact(run, redact)];
}

function neverSent({ request }: Interaction, { graphUrl, sent }: Run, redact: Redact): string[] {
  const wanted = `${request.method} ${exampleOf(request.path)}`;
  if (sent.length === 0) {
    return [
      `The client never sent ${wanted}: it sent nothing at all to ${graphUrl}. Use graphUrl in place of ${serviceRoots[0]}, and wait for the answer before you return. Where MSW runs in the same process, give it the handler "loopback" of external-connection-testkit/msw.`,
    ];
  }
  const list = sent.map((one) => `${lineOf(one)} (answered ${one.status})`).join(', ');
  return [`The client never sent ${wanted}. It sent ${redact(list)}.`, ...nearMiss(request.method, wanted, sent)];
}

/** What was almost the request. */
function nearMiss(method: string, wanted: string, sent: readonly SentRequest[]): string[] {
  const path = wanted.slice(method.length + 1);
  const otherVersion = path.startsWith('/beta/') ? path.replace('/beta/', '/v1.0/') : path.replace('/v1.0/', '/beta/');
  const [ofContract, ofClient] = [path, otherVersion].map((one) => one.split('/')[1]);
  if (sent.some((one) => one.path === path)) return [`The path was right; the verb must be ${method}.`];
  if (sent.some((one) => one.path === otherVersion)) {
    return [
      `The client called ${ofClient}, and the contract is for ${ofContract}. Let both use the same: createConnectionContract({ version: '${ofClient}' }).`,
    ];
  }
  if (sent.some((one) => one.path.endsWith(path))) return ['graphUrl is the root alone: add the version once.'];
  return [];
}

/** A client that is told of success has no reason to send the same again. */
function sentAgain({ own, sent }: Run): string[] {
  if (!own || own.method === 'GET' || own.status >= 300) return [];
  const times = sent.filter(({ method, path }) => method === own.method && path === own.path).length;
  return times > 1 ? [`The client sent ${lineOf(own)} ${times} times, although it was answered ${own.status}.`] : [];
}

function wrongEnding({ ending, own }: Run, hasProblems: boolean, redact: Redact): string[] {
  if (ending.kind === 'hung') {
    const where = own ? `after it was answered ${own.status}` : 'without an answer to wait for';
    return [
      `The client had neither returned nor thrown after ${ending.timeout} ms, ${where}. If it waits to try again, let it wait less in tests; or give createConnectionContract a longer timeout, and the test one too.`,
    ];
  }
  if (ending.kind === 'returned') return [];
  const error = redact(String(ending.error));
  if (!own) return [`The client threw: ${error}`];
  if (own.status >= 400 || hasProblems) return [];
  return [`The client threw although it was answered ${own.status}: ${error}`];
}

/** The mismatches that Pact's core lists, without their numbers. */
function wordsOfPact({ own, verdict }: Run, redact: Redact): string[] {
  if (!own || !verdict) return [];
  const lines = [...verdict.message.matchAll(/^\s*\d+\.\d+\s+(.*\S)\s*$/gm)].map(([, line = '']) => line);
  const words = lines.length > 0 ? [...new Set(lines)] : [verdict.message];
  return words.map((line) => `Pact says: ${redact(line)}`);
}

function lineOf({ method, path, query }: SentRequest): string {
  return `${method} ${path}${query.size > 0 ? `?${[...query.keys()].map((name) => `${name}=…`).join('&')}` : ''}`;
}
