import { createBuilders } from '../builders/index.ts';
import { createRedactor } from '../emulator/redact.ts';
import { type ApiVersion, bearerToken, definedOf, type RuleId, requestLineOf, serviceRoots } from '../rules/index.ts';
import { contextOf, didYouMean, option, readOptions } from '../schemas/index.ts';
import { createOwnedConnections } from '../tenant/owned-connections.ts';
import { createTenantClient, NoResponse, type Sleep, secureRoot } from '../tenant/tenant-client.ts';
import { type Case, createRun } from './case.ts';
import { boundaryCases, catalogueCases, leftOut, lifecycleCases } from './cases.ts';
import { compareResponses } from './compare-responses.ts';
import { differencesFrom, type KitDifference, type QuestionResult, questionResults, worstFirst } from './difference.ts';
import { createExpected, runCases } from './run-cases.ts';

/** What a run sends. */
export interface DriftPlanOptions {
  /** The root of Graph. Default `https://graph.microsoft.com`. */
  readonly graphUrl?: string;
  /** Default `v1.0`. */
  readonly version?: ApiVersion;
  /** Of the catalogue, only the requests that break these rules. Default: all. */
  readonly rules?: readonly RuleId[];
  /** Whether a schema is registered too, which takes Graph 5 to 15 minutes. Default false. */
  readonly withSchema?: boolean;
  /** Whole number from 0, part of every id. Default 1. */
  readonly seed?: number;
  /** The clock, whose time is part of every id. Default: the system's. */
  readonly now?: () => Date;
}

/** What a run sends, and to which tenant. */
export interface DriftRunOptions extends DriftPlanOptions {
  /** An access token that may create and list connections. It is never written anywhere. */
  readonly accessToken: string;
  /** Stops the run; what it created is deleted all the same. */
  readonly signal?: AbortSignal;
  /** Waits so many milliseconds; may resolve or reject early when the signal aborts. Default: a timer. */
  readonly sleep?: Sleep;
  /** The longest wait for the retries of one request, or for the end of a deletion, in milliseconds. Default 120,000. */
  readonly waitMs?: number;
  /** Called after each request with the number of requests so far, and of all. Default: nothing. */
  readonly onProgress?: (sent: number, of: number) => void;
}

/** How a tenant differs from the kit. */
export interface TenantReport {
  readonly mode: 'tenant';
  readonly graphUrl: string;
  readonly version: ApiVersion;
  /** The number of requests that were compared. */
  readonly sent: number;
  /** The worst first. */
  readonly differences: readonly KitDifference[];
  readonly questions: readonly QuestionResult[];
  /** The requests that were not sent, and why. */
  readonly skipped: readonly Skipped[];
  /** Ids of connections that the run may have left behind. */
  readonly leftovers: readonly string[];
  /** Why the run ended early; undefined where it did not. */
  readonly incomplete?: string;
}

/** A request that a run would send. */
export interface DriftRequest {
  readonly title: string;
  readonly method: string;
  readonly url: string;
  /** The rule that it breaks, or whose limit it reaches. */
  readonly rule?: RuleId;
  /** The body as it is sent. */
  readonly text?: string;
}

/** A request that a run does not send. */
export interface Skipped {
  readonly title: string;
  readonly reason: string;
}

/**
 * The requests that a run sends, in order; ids contain the time of the run.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function plannedRequests(options: DriftPlanOptions = {}): readonly DriftRequest[] {
  const settings = planSettingsOf(options);
  const { graphUrl, version } = settings;
  return planOf(settings).map((of) => {
    const { title, rule, text } = of;
    const { method, path } = requestLineOf(of.operation, version, of.ids);
    return { title, method, url: graphUrl + path, ...definedOf({ rule, text }) };
  });
}

/**
 * Sends the same requests to a tenant and to the kit's emulator, and reports the differences: the catalogue of invalid
 * requests, the lifecycle of one connection, and what the open questions are about. Connections that were there before
 * are left alone, and what the run creates is deleted in the end.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @throws Error when the tenant cannot be reached, or its connections cannot be listed.
 */
export async function tenantDrift(options: DriftRunOptions): Promise<TenantReport> {
  const { accessToken } = options;
  if (!new RegExp(`^${bearerToken}$`).test(accessToken) || accessToken.length < 8) {
    throw new TypeError('The option accessToken is not an access token. Use it as it was issued, without "Bearer".');
  }
  // A part of a token is as secret as the whole.
  const redactor = createRedactor(accessToken, ...accessToken.split('.'));
  try {
    return redactor.value(await compareTenant(options));
  } catch (error) {
    const message = redactor.value(error instanceof Error ? error.message : String(error));
    if (!(error instanceof NoResponse)) throw error instanceof TypeError ? new TypeError(message) : new Error(message);
    throw new Error(`${message}. Check the URL, and whether the service is up.`);
  }
}

async function compareTenant({
  accessToken,
  signal = new AbortController().signal,
  sleep,
  waitMs = 120_000,
  onProgress = () => {},
  ...options
}: DriftRunOptions): Promise<TenantReport> {
  readOptions('driftOfTenant', { waitMs: option.milliseconds(0) }, { waitMs });
  const settings = planSettingsOf(options);
  const { graphUrl, version, now } = settings;
  const tenant = { graphUrl, accessToken, now };
  const client = createTenantClient({ ...tenant, timeoutMs: 30_000, waitMs, pollMs: 1000, signal, sleep });
  const owned = createOwnedConnections(client, version);
  const expected = createExpected({ ...tenant, version });
  const run = await runCases(planOf(settings), { version, now, signal, onProgress, client, owned, expected });
  const { results, skipped, leftovers, incomplete } = run;
  const differences = worstFirst(differencesFrom(results.flatMap(compareResponses)));
  return {
    mode: 'tenant',
    graphUrl,
    version,
    sent: results.length,
    differences,
    questions: questionResults({ results, differences, version }),
    skipped: [...leftOut, ...skipped],
    leftovers,
    ...(incomplete !== undefined && { incomplete }),
  };
}

function planSettingsOf({ version: asked, ...options }: DriftPlanOptions): Required<DriftPlanOptions> {
  const { graphUrl = serviceRoots[0], rules = [], withSchema = false, seed = 1, now = () => new Date() } = options;
  const { version } = contextOf({ version: asked }, 'driftOfTenant');
  readOptions('driftOfTenant', { seed: option.wholeNumber(0) }, { seed });
  return { graphUrl: secureRoot(graphUrl), version, rules, withSchema, seed, now };
}

function planOf({ version, rules, withSchema, seed, now }: Required<DriftPlanOptions>): readonly Case[] {
  const run = createRun(now(), seed);
  const lifecycle = lifecycleCases(run, withSchema ? createBuilders({ version }).schema() : undefined);
  const boundaries = boundaryCases(version, run);
  const catalogue = catalogueCases(version, run);
  requireBroken(rules, catalogue);
  const chosen = catalogue.filter(({ rule }) => rules.length === 0 || rules.some((one) => one === rule));
  return [...lifecycle, ...boundaries, ...chosen];
}

/** @throws TypeError for a rule that no request breaks, with the nearest one that a request breaks. */
function requireBroken(rules: readonly RuleId[], catalogue: readonly Case[]): void {
  const broken: readonly string[] = catalogue.flatMap(({ rule }) => rule ?? []);
  const other = rules.find((rule) => !broken.includes(rule));
  if (other === undefined) return;
  const hint = didYouMean(other, broken) || ' Use a rule about a create request; the command explain lists them.';
  throw new TypeError(`No request breaks a rule "${other}".${hint}`);
}
