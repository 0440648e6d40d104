import { setTimeout as sleepByTimer } from 'node:timers/promises';
import { retryAfterIn } from '../../rules/index.ts';
import { send } from './send.ts';

export interface TenantOptions {
  /**
   * Whether interactions take place too that are slow or may leave a connection behind that nobody can name. Never
   * those that touch a connection which was there before. Default false.
   */
  readonly unsafe?: boolean;
  /** Milliseconds to wait for what Graph does in its own time, such as a deletion. Default 600,000. */
  readonly patience?: number;
  /** Milliseconds between two looks at it. Default 5,000. */
  readonly pollInterval?: number;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
  /** Waits so many milliseconds of that clock. Default: a timer. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/** The options of a tenant with every default filled in. */
export function tenantSettingsOf(options: TenantOptions = {}): Required<TenantOptions> {
  return {
    unsafe: false,
    patience: 600_000,
    pollInterval: 5_000,
    now: () => new Date(),
    sleep: (milliseconds) => sleepByTimer(milliseconds),
    ...options,
  };
}

interface TenantSettings extends Required<TenantOptions> {
  readonly baseUrl: string;
  readonly accessToken: string;
  /** Milliseconds to wait for one answer. */
  readonly timeout: number;
}

/** Requests of the kit's own to a tenant: what the Verifier does not ask, and what cleans up. */
export interface Tenant {
  /** @param path of the collection, or of what is below it. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Whether a connection has the id; where the id is one that Graph refuses, none has. */
  has(collection: string, id: string): Promise<boolean>;
  /** Takes note of an answer that says when Graph takes requests again. */
  heed(answer: Response): Response;
  /**
   * Looks until the answer is not undefined, and never before the time that Graph has asked for.
   *
   * @throws Error when patience is at its end, or Graph asks to wait for longer.
   */
  until<Value>(look: () => Promise<Value | undefined>, what: string): Promise<Value>;
}

export function createTenant(settings: TenantSettings): Tenant {
  const { baseUrl, accessToken, timeout, patience, pollInterval, now, sleep } = settings;
  /** When Graph takes requests again, in milliseconds since 1970. */
  let open = 0;

  const heed: Tenant['heed'] = (answer) => {
    const time = now();
    const wait = isBusy(answer.status) ? retryAfterIn(answer.headers.get('retry-after'), time) : undefined;
    if (wait !== undefined) open = Math.max(open, time.getTime() + wait);
    return answer;
  };

  const call: Tenant['call'] = async (method, path, body) => {
    const init = {
      method,
      headers: {
        Authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    } as const;
    return heed(await send(baseUrl + path, init));
  };

  const impatient = (wait: number, what: string) =>
    `Graph asks to wait ${wait / 1000} s more, and patience lasts ${patience / 1000} s: ${what}.`;

  const until: Tenant['until'] = async (look, what) => {
    const deadline = now().getTime() + patience;
    for (;;) {
      const wait = open - now().getTime();
      if (open > deadline) throw new Error(impatient(wait, what));
      if (wait > 0) await sleep(wait);
      const found = await look();
      if (found !== undefined) return found;
      if (now().getTime() >= deadline) throw new Error(`After ${patience / 1000} s, ${what}.`);
      if (open <= now().getTime()) await sleep(pollInterval);
    }
  };

  return {
    call,
    heed,
    until,
    async has(collection, id) {
      const { status } = await until(async () => {
        const answer = await call('GET', `${collection}/${encodeURIComponent(id)}`);
        return isBusy(answer.status) ? undefined : answer;
      }, 'Graph is still too busy to tell its connections');
      if (status === 200) return true;
      if (status === 404 || status === 400) return false;
      throw new Error(`Cannot tell whether the tenant has a connection "${id}": ${baseUrl} answered ${status}.`);
    },
  };
}

/** Whether an answer says no more than: later. */
export function isBusy(status: number): boolean {
  return status === 429 || status >= 500;
}
