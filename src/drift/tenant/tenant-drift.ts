import { createRedactor } from '../../emulator/redact.ts';
import { type ApiVersion, connectionsPath, type RuleId } from '../../rules/index.ts';
import { requireWholeNumber } from '../../schemas/index.ts';
import { type Difference, worstFirst } from '../difference.ts';
import { type Case, createRun, type Run } from './case.ts';
import { catalogueCases, leftOut } from './catalogue-cases.ts';
import { compareAnswers } from './compare-answers.ts';
import { lifeCases } from './life-cases.ts';
import { createOracle } from './oracle.ts';
import { createOwnership } from './ownership.ts';
import { play } from './play.ts';
import { probeCases } from './probe-cases.ts';
import { type QuestionAnswer, questionAnswers } from './question-answers.ts';
import { differencesFrom } from './sighting.ts';
import { sleepByTimer } from './sleep-by-timer.ts';
import { createTenantClient, NoAnswer } from './tenant-client.ts';
import { type PlanOptions, type PlanSettings, settingsOf, type TenantOptions } from './tenant-options.ts';

/** How a tenant differs from the kit. */
export interface TenantReport {
  readonly mode: 'tenant';
  readonly url: string;
  readonly version: ApiVersion;
  /** How many requests were compared. */
  readonly asked: number;
  /** The worst first. */
  readonly differences: readonly Difference[];
  readonly questions: readonly QuestionAnswer[];
  /** What was not asked, and why. */
  readonly skipped: readonly Skipped[];
  /** Ids of connections that the run created and may have left behind. */
  readonly leftovers: readonly string[];
  /** Why the run ended before all was asked; undefined where it did not. */
  readonly incomplete?: string;
}

/** A request that a run would send. */
export interface PlannedRequest {
  readonly title: string;
  readonly method: string;
  readonly url: string;
  /** The rule that it breaks, or whose limit it stays within. */
  readonly rule?: RuleId;
  /** The body as it is sent. */
  readonly text?: string;
}

export interface Skipped {
  readonly title: string;
  readonly reason: string;
}

/**
 * The requests that a run sends, in its order; ids hold the time of the run.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function plannedRequests(options: PlanOptions = {}): readonly PlannedRequest[] {
  const settings = settingsOf(options);
  const { url, version } = settings;
  return planOf(settings).cases.map(({ title, method, path, rule, text }) => ({
    title,
    method,
    url: `${url}/${version}${connectionsPath}${path}`,
    ...(rule !== undefined && { rule }),
    ...(text !== undefined && { text }),
  }));
}

/**
 * Asks a tenant and the kit's emulator the same, and tells where they differ: the catalogue of invalid requests, the
 * life of one connection, and what the open questions ask. No connection that was there before is touched, and what
 * the run creates is deleted in the end.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @throws Error when the tenant cannot be reached, or its connections cannot be listed.
 */
export async function tenantDrift(options: TenantOptions): Promise<TenantReport> {
  const { token } = options;
  if (!/^[\w.~+/-]{8,}=*$/.test(token)) {
    throw new TypeError('The option token holds no access token. Use it as it was issued, without "Bearer".');
  }
  // A part of a token is as secret as the whole.
  const redactor = createRedactor(token, ...token.split('.'));
  try {
    return redactor.value(await driftOf(options));
  } catch (error) {
    const message = redactor.value(String(Object(error).message));
    if (!(error instanceof NoAnswer)) throw error instanceof TypeError ? new TypeError(message) : new Error(message);
    throw new Error(`${message}. Check the URL, and whether the service is up.`);
  }
}

async function driftOf(options: TenantOptions): Promise<TenantReport> {
  const settings = settingsOf(options);
  const { url, version, now } = settings;
  const { token, sleep = sleepByTimer, patience = 120_000, timeout = 30_000, onProgress = () => {} } = options;
  requireWholeNumber('patience', patience, 0);
  requireWholeNumber('timeout', timeout, 1);
  const { run, cases } = planOf(settings);
  const client = createTenantClient({ url, version, token, now, sleep, patience, timeout });
  const ownership = createOwnership({ client, run, now, sleep, patience });
  const oracle = createOracle({ url, version, token, now });
  const signal = options.signal ?? new AbortController().signal;
  const played = await play(cases, { client, ownership, oracle, signal, now, sleep, patience, onProgress });
  const { results, skipped, leftovers, incomplete } = played;
  const differences = worstFirst(differencesFrom(results.flatMap(compareAnswers)));
  return {
    mode: 'tenant',
    url,
    version,
    asked: results.length,
    differences,
    questions: questionAnswers({ results, differences, version }),
    skipped: [...leftOut, ...skipped],
    leftovers,
    ...(incomplete !== undefined && { incomplete }),
  };
}

function planOf({ version, rules, withSchema, seed, now }: PlanSettings): { run: Run; cases: readonly Case[] } {
  const run = createRun(now(), seed);
  const valid = [...lifeCases({ version, withSchema }, run), ...probeCases(version, run)];
  const breaks = ({ rule }: Case) => rules.length === 0 || rules.some((one) => one === rule);
  return { run, cases: [...valid, ...catalogueCases(version, run).filter(breaks)] };
}
