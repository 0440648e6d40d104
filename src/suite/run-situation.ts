import { explainExchange } from '../emulator/index.ts';
import { asRecord, parseJson } from '../rules/index.ts';
import { describeError, describeRefusal, evidenceOf, isLookUp, textsIn } from './checks/evidence.ts';
import { checkLeaks, checkOutcome, libraryLeakOf } from './checks/outcome.ts';
import { checkLookUps, checkPace, ignoresUnreadable } from './checks/pace.ts';
import { checkRequests } from './checks/requests.ts';
import { CannotRunError } from './command/command-error.ts';
import { type Finding, type Found, findingOf } from './findings.ts';
import { requireOptions, type SuiteClient, type SuiteOptions } from './options.ts';
import { type ClientCall, processState, type Run, recordRun } from './record-run.ts';
import { detailsOf, indent, type Report, type RunReport, SituationError } from './report.ts';
import { allSituations } from './situations/index.ts';
import type { SituationData } from './situations/situation.ts';
import { isCreate, type SentRequest } from './transport.ts';

/** Runs a client in a situation: see Situation. */
export async function runSituation(data: SituationData, client: SuiteClient, options: SuiteOptions): Promise<Report> {
  requireOptions('run', client, options);
  const reason = reasonToSkip(data, options);
  if (reason) return { skipped: reason, advice: [] };
  const run = await recordRun(data, client, options.takes === 'none' ? await withLearned(client, options) : options);
  if (data.isAboutLookUp && !looksUpFirst(run)) return { skipped: 'The client does not look up first.', advice: [] };
  const found = checkRun(run);
  const isSilent = found.some(({ kind }) => kind === 'end.silent') && !(await hasSpecificErrors(run, client));
  const findings = found.filter(({ kind }) => kind !== 'end.silent' || isSilent);
  if (findings.length > 0) throw situationError(run, findings);
  return reportOfRun(run);
}

/** Everything that a client did wrong, causes before consequences. */
function checkRun(run: Run): readonly Found[] {
  const [host] = run.blockedHosts;
  if (host)
    return [findingOf('sent.unseen', 'fetch, XMLHttpRequest, node:http or node:https', `a connection to ${host}`)];
  const failed = run.refusals.find(({ kind }) => kind === 'failed');
  if (failed) return [findingOf('sent.unseen', 'a request through the proxy', describeRefusal(failed))];
  const all = [
    ...checkRequests(run),
    ...checkPace(run),
    ...checkLookUps(run),
    ...checkLeaks(run),
    ...checkOutcome(run),
  ];
  // A client of the public cloud alone fails there in every way: one finding says it.
  const publicRoot = all.find(({ kind }) => kind === 'sent.publicRoot');
  if (publicRoot) return [publicRoot];
  // The same mistake in each of several attempts is one finding.
  return all.filter(
    (one, index) => all.findIndex(({ kind, received }) => kind === one.kind && received === one.received) === index,
  );
}

/** Why a situation does not apply to a client, as far as its options show. */
function reasonToSkip(
  { key, connections, minimal, isAboutSchema, hasOwnIds, needs }: SituationData,
  { takes, adds, skip, registersSchema }: SuiteOptions,
): string | undefined {
  if (skip?.includes(key)) return 'The option skip names it.';
  if (takes === 'none') return (connections ?? minimal) && 'The client takes no input.';
  if (hasOwnIds && adds?.id !== undefined) return 'The client adds the id.';
  if (isAboutSchema && !registersSchema) return 'The client does not promise registersSchema.';
  const isMissing = needs && takes && !takes.includes(needs) && !(needs === 'id' && adds?.id !== undefined);
  return isMissing ? `The client does not take ${needs}.` : undefined;
}

function looksUpFirst({ requests }: Run): boolean {
  const first = requests.find((one) => isCreate(one) || isLookUp(one));
  return first !== undefined && isLookUp(first);
}

/**
 * Whether the client's error changes with the failure, in whatever language: it is run a second time, in a situation
 * that fails for another reason. A constant message explains nothing.
 */
async function hasSpecificErrors(run: Run, client: SuiteClient): Promise<boolean> {
  const isOutage = run.requests.some(({ response }) => (response?.status ?? 0) >= 429);
  // It has to fail at the same request.
  const isAtLookUp = !run.requests.some(isCreate);
  const [refusal, outage] = isAtLookUp ? ['lookUp.forbidden', 'lookUp.500'] : ['error.withoutInnerError', 'error.500'];
  const other = allSituations.find(({ key }) => key === (isOutage ? refusal : outage));
  return other === undefined || reportedTexts(run) !== reportedTexts(await recordRun(other, client, run.options));
}

/** What the calls threw or returned, as text, without what differs from run to run. */
function reportedTexts({ calls }: Run): string {
  const texts = textsIn(calls.map(({ ending }) => ending.reported))
    .filter(({ path }) => !path.includes('stack'))
    .map(({ text }) => calls.reduce((rest, { wanted }) => rest.replaceAll(wanted.id, ''), text));
  return texts.join('\n').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/gi, '');
}

/**
 * The options of a client that takes no input: it adds all that a first run without faults has created, and what it does
 * after the create is its own.
 *
 * @throws CannotRunError when that run creates nothing.
 */
async function withLearned(client: SuiteClient, options: SuiteOptions): Promise<SuiteOptions> {
  const { learned } = processState();
  const adds = learned.get(client) ?? learn(client, options);
  learned.set(client, adds);
  return { ...options, registersSchema: true, ...(await adds) };
}

async function learn(client: SuiteClient, options: SuiteOptions): Promise<Pick<SuiteOptions, 'adds'>> {
  const [plain] = allSituations;
  if (!plain) return {};
  const run = await recordRun(plain, client, { ...options, registersSchema: true });
  const body = asRecord(parseJson(run.requests.find(isCreate)?.text ?? ''));
  if (body) return { adds: body };
  throw new CannotRunError(
    `The first run, in which nothing fails, sent no create request. ${describeEnd(run)} Fix: run the program as it creates its connection; or hand it the connection, without takes: "none".`,
  );
}

function describeEnd({ calls: [call], refusals: [refusal] }: Run): string {
  if (refusal) return describeRefusal(refusal);
  if (call?.ending.kind === 'rejected') return `It ended with: ${describeError(call.ending.reported)}.`;
  return call?.ending.kind === 'resolved' ? 'It ended with success.' : 'It did not end.';
}

/** The report of a run without a finding. */
function reportOfRun(run: Run): RunReport {
  const { requests, calls } = run;
  return {
    requests: requests.length,
    creates: requests.filter(isCreate).length,
    ended: calls.some(({ ending }) => ending.kind === 'rejected') ? 'rejected' : 'resolved',
    advice: adviceOf(run),
  };
}

function adviceOf(run: Run): string[] {
  const leak = libraryLeakOf(run);
  const advice = [
    leak &&
      `The HTTP library keeps the access token on its error (${leak}): logging the error logs the token. Throw an error of your own.`,
    ignoresUnreadable(run) &&
      'The client retries at once where it cannot read Retry-After. Pause there as without the header.',
    run.situation.isAboutSchema &&
      run.requests.some(isTooEarly) &&
      'The client loads items before the schema is registered, which Graph refuses. Poll the operation first.',
    run.calls.some((call) => refusesUnreadable(call, run)) &&
      'The client fails after a 201 with a body that it cannot read: the connection was created all the same.',
  ];
  return advice.filter((text) => typeof text === 'string');
}

function isTooEarly({ exchange }: SentRequest): boolean {
  const all = exchange ? [exchange, ...(exchange.parts ?? [])] : [];
  return all.some(({ violations }) => violations.some(({ rule }) => rule === 'item.schemaRegistered'));
}

function refusesUnreadable(call: ClientCall, run: Run): boolean {
  const { isCreated, created } = evidenceOf(call, run);
  return call.ending.kind === 'rejected' && isCreated && created === undefined;
}

const maxRequestsShown = 6;

/** The error with what was expected and received, why it matters, and the fix, for each finding; without a token. */
function situationError({ situation, requests, tokens: { redact } }: Run, found: readonly Found[]): SituationError {
  const findings = found.map((one) => ({ ...one, situation: situation.key, received: redact(one.received) }));
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const headline = `${situation.key} (${situation.title}): ${count}.`;
  const parts = [headline, ...findings.map(explainFinding), ...history(requests, findings)];
  const message = redact(parts.join('\n\n'));
  return new SituationError(message, { situation: situation.key, findings, requests: requests.length });
}

function explainFinding(finding: Finding, index: number, all: readonly Finding[]): string {
  const { message, kind, rule } = finding;
  const number = all.length > 1 ? `${index + 1}. ` : '';
  return [`${number}${message} (${kind}${rule ? `: ${rule}` : ''})`, ...detailsOf(finding)].join('\n');
}

/** The requests and their responses; without the broken rules that a finding names. */
function history(requests: readonly SentRequest[], findings: readonly Finding[]): string[] {
  if (requests.length === 0) return [];
  const named = findings.map(({ rule }) => rule);
  const lines = requests.slice(0, maxRequestsShown).map(({ exchange, method, url }) => {
    if (!exchange) return `${method} ${url} was blocked.`;
    return explainExchange({
      ...exchange,
      violations: exchange.violations.filter(({ rule }) => !named.includes(rule)),
    });
  });
  const more = requests.length > maxRequestsShown ? [`… and ${requests.length - maxRequestsShown} more`] : [];
  return [['Requests:', ...[...lines, ...more].map((line) => `  ${indent(line)}`)].join('\n')];
}
