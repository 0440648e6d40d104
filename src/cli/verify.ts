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
import { definedOf } from '../rules/index.ts';
import { accessTokenIn } from './flags.ts';
import { type JunitCase, junitOf, writeReport } from './junit.ts';
import { readPayload } from './read-payload.ts';
import { onStopSignal, paint, printable, printableJson, printableLines, printError, showProgress } from './terminal.ts';

interface VerifyFlags extends Pick<VerifyOptions, 'graphUrl' | 'provider' | 'providerStatesUrl'> {
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
  if (flags.dryRun) {
    // Whether there is a token decides what is sent; which one does not.
    const plan = planVerification(await verifyOptionsOf(pacts, flags, () => 'dry-run'));
    console.log(flags.json ? printableJson(plan) : planLines(plan));
    return 0;
  }
  const { results, exitCode, problem } = await resultsOf(await verifyOptionsOf(pacts, flags));
  console.log(flags.json ? printableJson(results) : verificationTable(results));
  if (problem) printError(problem);
  if (flags.junit !== undefined) {
    const suites = byPact(results.interactions).map(([name, all]) => [name, all.map(interactionCase)] as const);
    writeReport('--junit', flags.junit, junitOf(suites));
  }
  return exitCode;
}

/** The results with the exit code, and why they are not in the broker. */
async function resultsOf(options: VerifyOptions) {
  const stop = new AbortController();
  const forget = onStopSignal(() =>
    stop.abort(new Error('Stopped. What the run had created is deleted, but for what a warning names.')),
  );
  const progress = showProgress(() => 'Verifying …');
  try {
    return { results: await verifyProvider({ ...options, signal: stop.signal }), exitCode: 0, problem: undefined };
  } catch (error) {
    if (error instanceof VerificationError) return { results: error.results, exitCode: 1, problem: undefined };
    if (error instanceof PublicationError) return { results: error.results, exitCode: 2, problem: error };
    throw error;
  } finally {
    progress.stop();
    forget();
  }
}

async function verifyOptionsOf(
  pacts: readonly string[],
  flags: VerifyFlags,
  tokenOf = accessTokenIn,
): Promise<VerifyOptions> {
  const { graphUrl, provider, providerStatesUrl, states, timeout, tokenEnv, unsafe = false } = flags;
  const files = pacts.length === 0 && flags.brokerUrl === undefined ? shippedContracts() : pacts;
  return definedOf({
    emulator: graphUrl === undefined ? createEmulator({ onAdvisory: () => {} }) : undefined,
    graphUrl,
    pacts: files.length > 0 ? files : undefined,
    provider,
    providerStatesUrl,
    // verifyProvider checks the table.
    states: states === undefined ? undefined : ((await readPayload(states, 'provider states')).payload as StateTable),
    accessToken: tokenEnv === undefined ? undefined : tokenOf(tokenEnv),
    broker: brokerOf(flags),
    tenant: { unsafe },
    timeoutMs: timeout * 1000,
  });
}

function brokerOf({ brokerUrl: url, publishVersion: version, branch, tag: tags, buildUrl, ...flags }: VerifyFlags) {
  const { PACT_BROKER_TOKEN, PACT_BROKER_USERNAME, PACT_BROKER_PASSWORD } = process.env;
  if (url === undefined) return undefined;
  const selection = { selectors: flags.selector, pending: flags.enablePending, wipSince: flags.includeWipSince };
  return {
    url,
    ...definedOf({
      ...selection,
      // A variable without a value is as good as none.
      token: PACT_BROKER_TOKEN || undefined,
      username: PACT_BROKER_USERNAME || undefined,
      password: PACT_BROKER_PASSWORD || undefined,
      publish: version === undefined ? undefined : { version, ...definedOf({ branch, tags, buildUrl }) },
    }),
  };
}

/** The contracts of this package that hold against the live service. */
function shippedContracts(): readonly string[] {
  const folder = fileURLToPath(new URL('../../pacts/', import.meta.url));
  return globSync(`${folder}external-connection-testkit-microsoft-*.json`).toSorted();
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
    ...results.map(({ reason, ...result }) => {
      const title = printable(titleWithStates(result));
      return `  ${markOf(result)} ${title}${reason ? paint('dim', `: ${printable(reason)}`) : ''}`;
    }),
    '',
  ]);
  const failed = interactions.filter(({ mismatches }) => mismatches.length > 0).flatMap(failureLines);
  const warnings = notices.map((notice) => paint('yellow', printableLines(notice)));
  const counts = outcomes
    .filter((outcome) => totals[outcome] > 0)
    .map((outcome) => paint(colours[outcome], `${totals[outcome]} ${outcome}`));
  return [...table, ...failed, ...warnings, counts.join(', ')].join('\n');
}

const outcomes = ['passed', 'failed', 'pending', 'skipped'] as const;
const colours = { passed: 'green', failed: 'red', pending: 'yellow', skipped: 'dim' } as const;
const marks = { passed: '✓', failed: '✗', pending: '! pending', skipped: '- skipped' } as const;

function markOf({ outcome }: Pick<InteractionResult, 'outcome'>): string {
  return paint(colours[outcome], marks[outcome]);
}

function failureLines(result: InteractionResult): readonly string[] {
  const lines = explainInteraction(result).map((text) => `    ${printableLines(text)}`);
  return [`${markOf(result)} ${paint('bold', printable(titleWithStates(result)))}`, ...lines, ''];
}

/** The interactions of each pact, by the names of its consumer and its provider. */
function byPact(interactions: readonly InteractionResult[]) {
  return [...Map.groupBy(interactions, ({ consumer, provider }) => `${consumer} → ${provider}`)];
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
