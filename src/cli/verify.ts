import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '../emulator/index.ts';
import {
  PublicationError,
  planVerification,
  type StateTable,
  VerificationError,
  type VerificationResults,
  type VerifyOptions,
  verifyProvider,
} from '../pact/index.ts';
import { explainInteraction, type InteractionResult, titleWithStates } from '../pact/verify/verification-results.ts';
import type { VerificationPlan } from '../pact/verify/verify-provider.ts';
import { type JunitCase, junitOf, writeReport } from './junit.ts';
import { readPayload } from './read-payload.ts';
import { onStopSignal, paint, printable, printableJson, printableLines, printError, showProgress } from './terminal.ts';

export interface VerifyFlags {
  readonly graphUrl?: string;
  readonly provider?: string;
  readonly providerStatesUrl?: string;
  readonly states?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly json?: boolean;
  readonly junit?: string;
  readonly tokenEnv?: string;
  readonly unsafe?: boolean;
  readonly dryRun?: boolean;
  readonly brokerUrl?: string;
  readonly selector?: readonly object[];
  readonly enablePending?: boolean;
  readonly includeWipSince?: string;
  readonly publishVersion?: string;
  readonly branch?: string;
  readonly tag?: readonly string[];
  readonly buildUrl?: string;
}

/** Verifies, and prints a table. Exit code: 0 verified, 1 an interaction failed, 2 it could not be verified. */
export async function verify(pacts: readonly string[], flags: VerifyFlags): Promise<number> {
  if (flags.dryRun) return printPlan(pacts, flags);
  const { results, exitCode, problem } = await resultsOf(await verifyOptionsOf(pacts, flags));
  console.log(flags.json ? printableJson(results) : verificationTable(results));
  if (problem) printError(problem);
  if (flags.junit !== undefined) writeReport('--junit', flags.junit, verificationJunit(results));
  return exitCode;
}

interface Verified {
  readonly results: VerificationResults;
  readonly exitCode: number;
  /** Why the results are not in the broker. */
  readonly problem?: PublicationError;
}

async function resultsOf(options: VerifyOptions): Promise<Verified> {
  const stop = new AbortController();
  const forget = onStopSignal(() =>
    stop.abort(new Error('Stopped. What the run had created is deleted, but for what a warning names.')),
  );
  const progress = showProgress(() => 'Verifying …');
  try {
    return { results: await verifyProvider({ ...options, signal: stop.signal }), exitCode: 0 };
  } catch (error) {
    if (error instanceof VerificationError) return { results: error.results, exitCode: 1 };
    if (error instanceof PublicationError) return { results: error.results, exitCode: 2, problem: error };
    throw error;
  } finally {
    progress.stop();
    forget();
  }
}

async function printPlan(pacts: readonly string[], flags: VerifyFlags): Promise<number> {
  // Whether there is a token decides what is sent; which one does not.
  const plan = planVerification(await verifyOptionsOf(pacts, flags, () => 'dry-run'));
  console.log(flags.json ? printableJson(plan) : planLines(plan));
  return 0;
}

async function verifyOptionsOf(
  pacts: readonly string[],
  flags: VerifyFlags,
  tokenOf = tokenFrom,
): Promise<VerifyOptions> {
  const { graphUrl, provider, providerStatesUrl, states, timeout, tokenEnv, unsafe = false } = flags;
  const files = pacts.length === 0 && flags.brokerUrl === undefined ? shippedContracts() : pacts;
  return {
    ...(graphUrl === undefined ? { emulator: createEmulator({ onAdvisory: () => {} }) } : { graphUrl }),
    ...(files.length > 0 && { pacts: files }),
    ...(provider !== undefined && { provider }),
    ...(providerStatesUrl !== undefined && { providerStatesUrl }),
    // verifyProvider checks the table.
    ...(states !== undefined && { states: (await readPayload(states, 'provider states')).payload as StateTable }),
    ...(tokenEnv !== undefined && { accessToken: tokenOf(tokenEnv) }),
    ...(flags.brokerUrl !== undefined && { broker: brokerOf(flags.brokerUrl, flags) }),
    tenant: { unsafe },
    timeoutMs: timeout * 1000,
  };
}

function tokenFrom(name: string): string {
  const token = process.env[name]?.trim();
  if (token) return token;
  throw new TypeError(`The environment variable ${name} of --token-env is empty. Put an access token into it.`);
}

function brokerOf(url: string, flags: VerifyFlags): NonNullable<VerifyOptions['broker']> {
  const { PACT_BROKER_TOKEN: token, PACT_BROKER_USERNAME: username, PACT_BROKER_PASSWORD: password } = process.env;
  const { selector, enablePending, includeWipSince, publishVersion: version, branch, tag, buildUrl } = flags;
  return {
    url,
    ...(token && { token }),
    ...(username && { username }),
    ...(password && { password }),
    ...(selector && { selectors: selector }),
    ...(enablePending && { pending: true }),
    ...(includeWipSince !== undefined && { wipSince: includeWipSince }),
    ...(version !== undefined && {
      publish: { version, ...(branch && { branch }), ...(tag && { tags: tag }), ...(buildUrl && { buildUrl }) },
    }),
  };
}

/** The contracts of this package that hold against the live service. */
function shippedContracts(): readonly string[] {
  const folder = fileURLToPath(new URL('../../pacts/', import.meta.url));
  return globSync(`${folder}external-connection-testkit-microsoft-*.json`).toSorted();
}

/** The results as JUnit XML: a test suite for each pact, a test case for each interaction. */
function verificationJunit({ interactions }: VerificationResults): string {
  return junitOf(byPact(interactions).map(([name, results]) => [name, results.map(interactionCase)]));
}

function interactionCase(result: InteractionResult): JunitCase {
  const { consumer, provider, outcome, duration, reason = 'pending', mismatches } = result;
  const [first] = mismatches;
  const mismatch = first ? `${first.place}: expected ${first.expected}, got ${first.received}` : '';
  return {
    name: titleWithStates(result),
    className: `${consumer}.${provider}`,
    duration,
    outcome: outcome === 'pending' ? 'skipped' : outcome,
    message: outcome === 'failed' ? mismatch : reason,
    text: explainInteraction(result).join('\n'),
  };
}

/** One line for each interaction, by pact; then the failures and the totals. */
function verificationTable({ interactions, totals, notices }: VerificationResults): string {
  const table = byPact(interactions).flatMap(([names, results]) => [
    paint('bold', printable(names)),
    ...results.map(line),
    '',
  ]);
  const failed = interactions.filter(({ mismatches }) => mismatches.length > 0).flatMap(failureLines);
  const warnings = notices.map((notice) => paint('yellow', printableLines(notice)));
  return [...table, ...failed, ...warnings, summary(totals)].join('\n');
}

const marks = {
  passed: paint('green', '✓'),
  failed: paint('red', '✗'),
  pending: paint('yellow', '! pending'),
  skipped: paint('dim', '- skipped'),
} as const;

function line(result: InteractionResult): string {
  const { outcome, reason } = result;
  return `  ${marks[outcome]} ${printable(titleWithStates(result))}${reason ? paint('dim', `: ${printable(reason)}`) : ''}`;
}

function failureLines(result: InteractionResult): readonly string[] {
  const mark = marks[result.outcome];
  const lines = explainInteraction(result).map((text) => `    ${printableLines(text)}`);
  return [`${mark} ${paint('bold', printable(titleWithStates(result)))}`, ...lines, ''];
}

function summary(totals: VerificationResults['totals']): string {
  const colours = { passed: 'green', failed: 'red', pending: 'yellow', skipped: 'dim' } as const;
  const outcomes = ['passed', 'failed', 'pending', 'skipped'] as const;
  return outcomes
    .filter((outcome) => totals[outcome] > 0)
    .map((outcome) => paint(colours[outcome], `${totals[outcome]} ${outcome}`))
    .join(', ');
}

/** The interactions of each pact, by the names of its consumer and its provider. */
function byPact(
  interactions: readonly InteractionResult[],
): readonly (readonly [string, readonly InteractionResult[]])[] {
  const nameOf = ({ consumer, provider }: InteractionResult) => `${consumer} → ${provider}`;
  const names = [...new Set(interactions.map(nameOf))];
  return names.map((name) => [name, interactions.filter((result) => nameOf(result) === name)]);
}

/** The requests that a verification would send, and the interactions that it would skip. */
function planLines({ steps, skipped }: VerificationPlan): string {
  const requests = steps.flatMap(({ method, url, body, purpose }) => [
    `${paint('bold', method)} ${printable(url)}  ${paint('dim', printable(purpose))}`,
    ...(body === undefined ? [] : [`  ${printable(JSON.stringify(body))}`]),
  ]);
  const rest = skipped.map(({ description, reason = '' }) =>
    paint('yellow', `- ${printable(description)}: ${printable(reason)}`),
  );
  return [...requests, ...(rest.length > 0 ? ['', 'These are skipped:', ...rest] : []), '', 'Nothing was sent.'].join(
    '\n',
  );
}
