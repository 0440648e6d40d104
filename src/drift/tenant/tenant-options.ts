import { type ApiVersion, type RuleId, serviceRoots } from '../../rules/index.ts';
import { badOption, contextOf, requireWholeNumber } from '../../schemas/index.ts';

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

/** The options of a plan with every default filled in. */
export type PlanSettings = Required<PlanOptions>;

/** @throws TypeError naming the option when one cannot be used. */
export function settingsOf(options: PlanOptions): PlanSettings {
  const { url = serviceRoots[0], rules = [], withSchema = false, seed = 1, now = () => new Date() } = options;
  const { version } = contextOf(options.version === undefined ? {} : { version: options.version });
  requireWholeNumber('seed', seed, 0);
  return { url: rootOf(url), version, rules, withSchema, seed, now };
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
