import { globSync, readFileSync } from 'node:fs';
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
import { writeJunit } from './junit.ts';
import { onStopSignal } from './on-stop-signal.ts';
import { printableJson, printError } from './paint.ts';
import { showProgress } from './progress.ts';
import { positionOfError, reasonOf } from './read-payload.ts';
import { verificationJunit } from './verification-junit.ts';
import { planLines, verificationTable } from './verification-table.ts';

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
  try {
    if (flags.dryRun) return printPlan(pacts, flags);
    const { results, exitCode, problem } = await resultsOf(optionsOf(pacts, flags));
    console.log(flags.json ? printableJson(results) : verificationTable(results));
    if (problem) printError(problem);
    if (flags.junit !== undefined) writeJunit(flags.junit, verificationJunit(results));
    return exitCode;
  } catch (error) {
    printError(error);
    return 2;
  }
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

function printPlan(pacts: readonly string[], flags: VerifyFlags): number {
  if (flags.graphUrl === undefined)
    throw new TypeError('--dry-run needs --graph-url: an emulator in memory is sent nothing.');
  // Whether there is a token decides what is sent; which one does not.
  const plan = planVerification(optionsOf(pacts, flags, () => 'dry-run'));
  console.log(flags.json ? printableJson(plan) : planLines(plan));
  return 0;
}

function optionsOf(pacts: readonly string[], flags: VerifyFlags, tokenOf = tokenFrom): VerifyOptions {
  const { graphUrl, provider, providerStatesUrl, states, timeout, tokenEnv, unsafe = false } = flags;
  const files = pacts.length === 0 && flags.brokerUrl === undefined ? shippedContracts() : pacts;
  return {
    ...(graphUrl === undefined ? { emulator: createEmulator({ onAdvisory: () => {} }) } : { graphUrl }),
    ...(files.length > 0 && { pacts: files }),
    ...(provider !== undefined && { provider }),
    ...(providerStatesUrl !== undefined && { providerStatesUrl }),
    ...(states !== undefined && { states: statesFrom(states) }),
    ...(tokenEnv !== undefined && { accessToken: tokenOf(tokenEnv) }),
    ...(flags.brokerUrl !== undefined && { broker: brokerOf(flags.brokerUrl, flags) }),
    tenant: { unsafe },
    timeoutMs: timeout * 1000,
  };
}

/** The table of a file; `verifyProvider` checks it. */
function statesFrom(file: string): StateTable {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new TypeError(`Cannot read ${file} of --states: ${reasonOf(error)}.`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { line, column } = positionOfError(text);
    throw new TypeError(`Cannot use ${file} of --states: it is not JSON at line ${line}, column ${column}.`, { cause });
  }
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
