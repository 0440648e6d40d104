import { type ApiVersion, type RuleId, serviceRoots } from '../rules/index.ts';
import { badOption, contextOf, requireWholeNumber } from '../schemas/index.ts';
import type { Sleep } from '../tenant/tenant-client.ts';

export interface PlanOptions {
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

export interface TenantOptions extends PlanOptions {
  /** An access token that may create and list connections. It is never written anywhere. */
  readonly accessToken: string;
  /** Stops the run; what it created is deleted all the same. */
  readonly signal?: AbortSignal;
  /** Waits so many milliseconds; may resolve or reject early when the signal aborts. Default: a timer. */
  readonly sleep?: Sleep;
  /** The longest wait for the retries of one request, or for the end of a deletion, in milliseconds. Default 120,000. */
  readonly waitMs?: number;
  /** Milliseconds until one response must be complete. Default 30,000. */
  readonly timeoutMs?: number;
  /** Called after each request with the number of requests so far, and of all. Default: nothing. */
  readonly onProgress?: (sent: number, of: number) => void;
}

/** The options of a plan with every default filled in. */
export type PlanSettings = Required<PlanOptions>;

/** The options of a run with every default filled in. */
export type TenantSettings = Required<Omit<TenantOptions, 'sleep'>> & Pick<TenantOptions, 'sleep'>;

/**
 * The options of a plan.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function planSettingsOf(options: PlanOptions): PlanSettings {
  const { graphUrl = serviceRoots[0], rules = [], withSchema = false, seed = 1, now = () => new Date() } = options;
  const { version } = contextOf({ version: options.version }, 'driftOfTenant');
  requireWholeNumber('seed', seed, 0);
  return { graphUrl: secureRoot(graphUrl), version, rules, withSchema, seed, now };
}

/**
 * The options of a run.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function tenantSettingsOf(options: TenantOptions): TenantSettings {
  const { accessToken, waitMs = 120_000, timeoutMs = 30_000, onProgress = () => {} } = options;
  const { signal = new AbortController().signal, sleep } = options;
  requireWholeNumber('waitMs', waitMs, 0);
  requireWholeNumber('timeoutMs', timeoutMs, 1);
  return { ...planSettingsOf(options), accessToken, waitMs, timeoutMs, onProgress, signal, ...(sleep && { sleep }) };
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function secureRoot(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // A token must not be sent unencrypted.
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && loopback.test(parsed.hostname));
  if (!parsed || !isSafe || parsed.username || parsed.password || parsed.search) {
    throw badOption('graphUrl', parsed ? parsed.origin : url, 'an https root, such as "https://graph.microsoft.com"');
  }
  const root = url.replace(/(?<!\/)\/+$/, '');
  if (/\/(?:v1\.0|beta)$/i.test(root)) throw badOption('graphUrl', url, 'the root of Graph, without a version');
  return root;
}
