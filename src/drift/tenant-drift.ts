import { createRedactor } from '../emulator/redact.ts';
import { type ApiVersion, bearerToken, type RuleId } from '../rules/index.ts';
import { didYouMean } from '../schemas/index.ts';
import { createOwnedConnections } from '../tenant/owned-connections.ts';
import { createTenantClient, NoResponse } from '../tenant/tenant-client.ts';
import { type Case, createRun, type Run, requestLineOf } from './case.ts';
import { boundaryCases, catalogueCases, leftOut, lifecycleCases } from './cases.ts';
import { compareResponses } from './compare-responses.ts';
import { type Difference, differencesFrom, type QuestionResult, questionResults, worstFirst } from './difference.ts';
import { createExpected, runCases } from './run-cases.ts';
import {
  type PlanOptions,
  type PlanSettings,
  planSettingsOf,
  type TenantOptions,
  tenantSettingsOf,
} from './tenant-options.ts';

/** How a tenant differs from the kit. */
export interface TenantReport {
  readonly mode: 'tenant';
  readonly graphUrl: string;
  readonly version: ApiVersion;
  /** The number of requests that were compared. */
  readonly sent: number;
  /** The worst first. */
  readonly differences: readonly Difference[];
  readonly questions: readonly QuestionResult[];
  /** The requests that were not sent, and why. */
  readonly skipped: readonly Skipped[];
  /** Ids of connections that the run may have left behind. */
  readonly leftovers: readonly string[];
  /** Why the run ended early; undefined where it did not. */
  readonly incomplete?: string;
}

/** A request that a run would send. */
export interface PlannedRequest {
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
export function plannedRequests(options: PlanOptions = {}): readonly PlannedRequest[] {
  const settings = planSettingsOf(options);
  const { graphUrl, version } = settings;
  return planOf(settings).map((of) => {
    const { method, path } = requestLineOf(of, version);
    const { title, rule, text } = of;
    const url = graphUrl + path;
    return { title, method, url, ...(rule !== undefined && { rule }), ...(text !== undefined && { text }) };
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
export async function tenantDrift(options: TenantOptions): Promise<TenantReport> {
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

async function compareTenant(options: TenantOptions): Promise<TenantReport> {
  const settings = tenantSettingsOf(options);
  const { graphUrl, version } = settings;
  const client = createTenantClient({ ...settings, pollMs: 1000 });
  const owned = createOwnedConnections(client, version);
  const cases = planOf(settings);
  const run = await runCases(cases, { ...settings, client, owned, expected: createExpected(settings) });
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

function planOf({ version, rules, withSchema, seed, now }: PlanSettings): readonly Case[] {
  const run: Run = createRun(now(), seed);
  const catalogue = catalogueCases(version, run);
  requireBroken(rules, catalogue);
  return [
    ...lifecycleCases({ version, withSchema }, run),
    ...boundaryCases(version, run),
    ...catalogue.filter(({ rule }) => rules.length === 0 || rules.some((one) => one === rule)),
  ];
}

/** @throws TypeError for a rule that no request breaks, with the nearest one that a request breaks. */
function requireBroken(rules: readonly RuleId[], catalogue: readonly Case[]): void {
  const broken: readonly string[] = catalogue.flatMap(({ rule }) => rule ?? []);
  const other = rules.find((rule) => !broken.includes(rule));
  if (other === undefined) return;
  const hint = didYouMean(other, broken) || ' Use a rule about a create request; the command explain lists them.';
  throw new TypeError(`No request breaks a rule "${other}".${hint}`);
}
