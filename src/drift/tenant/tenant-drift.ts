import { redactionFor } from '../../emulator/index.ts';
import { type ApiVersion, connectionsPath, type RuleId, serviceRoots } from '../../rules/index.ts';
import { badOption, contextOf, requireWholeNumber } from '../../schemas/index.ts';
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
import { createTenantClient, NoAnswer } from './tenant-client.ts';

export interface PlanOptions {
  /** The root of Graph. Default `https://graph.microsoft.com`. */
  readonly url?: string;
  /** Default `beta`. */
  readonly version?: ApiVersion;
  /** Of the catalogue, the requests that break these rules alone. Default: all. */
  readonly rules?: readonly RuleId[];
  /** Whether a schema is registered too, which Graph goes on with for 5 to 15 minutes. Default false. */
  readonly withSchema?: boolean;
  /** Whole number from 0, a part of every id. Default 1. */
  readonly seed?: number;
  /** The clock, whose time is a part of every id. Default: the system's. */
  readonly now?: () => Date;
}

export interface TenantOptions extends PlanOptions {
  /** An access token that may create connections and list them. Is nowhere written down. */
  readonly token: string;
  /** Stops the run; what it created is deleted all the same. */
  readonly signal?: AbortSignal;
  /** Waits so many milliseconds; may resolve early when the signal aborts. Default: a timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds that one request, or the end of a deletion, is waited for at most. Default 120,000. */
  readonly patience?: number;
  /** Milliseconds until one answer must be there. Default 30,000. */
  readonly timeout?: number;
  /** Called after each request with how many were asked, of how many. Default: nothing. */
  readonly onProgress?: (asked: number, of: number) => void;
}

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
  const secrets = new Headers({ authorization: `Bearer ${token} ${token.split('.').join(' ')}` });
  const redaction = redactionFor(secrets, undefined);
  try {
    return redaction.value(await driftOf(options));
  } catch (error) {
    const message = redaction.value(String(Object(error).message));
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

type PlanSettings = Required<PlanOptions>;

function settingsOf(options: PlanOptions): PlanSettings {
  const { url = serviceRoots[0], rules = [], withSchema = false, seed = 1, now = () => new Date() } = options;
  const { version } = contextOf(options.version === undefined ? {} : { version: options.version });
  requireWholeNumber('seed', seed, 0);
  return { url: rootOf(url), version, rules, withSchema, seed, now };
}

function planOf({ version, rules, withSchema, seed, now }: PlanSettings): { run: Run; cases: readonly Case[] } {
  const run = createRun(now(), seed);
  const valid = [...lifeCases({ version, withSchema }, run), ...probeCases(version, run)];
  const breaks = ({ rule }: Case) => rules.length === 0 || rules.some((one) => one === rule);
  return { run, cases: [...valid, ...catalogueCases(version, run).filter(breaks)] };
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function rootOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // A token must not travel in the clear.
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && loopback.test(parsed.hostname));
  if (!parsed || !isSafe || parsed.username || parsed.password || parsed.search) {
    throw badOption('url', parsed ? parsed.origin : url, 'an https root, such as "https://graph.microsoft.com"');
  }
  return url.replace(/\/+$/, '');
}

function sleepByTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
