import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './remote-provider.ts';

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
  /** Looks until the answer is not undefined. */
  until<Value>(look: () => Promise<Value | undefined>, what: string): Promise<Value>;
}

export function createTenant({ baseUrl, accessToken, timeout, patience, pollInterval }: TenantSettings): Tenant {
  const call: Tenant['call'] = (method, path, body) =>
    send(baseUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });

  const until: Tenant['until'] = async (look, what) => {
    const deadline = performance.now() + patience;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() >= deadline) throw new Error(`After ${patience / 1000} s, ${what}.`);
      await sleep(pollInterval);
    }
  };

  return {
    call,
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
