import type { HandledLogin } from '../../emulator/emulator.ts';
import { type Exchange, pathAndQueryOf } from '../../emulator/exchange.ts';
import { redactorFor } from '../../emulator/redact.ts';
import { asksForToken } from '../../emulator/token-endpoint.ts';
import {
  asRecord,
  bearerTokenIn,
  claimsOf,
  isLoginHost,
  matchOperation,
  type OperationName,
  operationOf,
  type Permission,
  parseJson,
} from '../../rules/index.ts';
import type { ProxyRefusal } from '../../server/options.ts';

/** Something that was seen, and how often. */
export interface Counted<Seen> {
  readonly seen: Seen;
  count: number;
}

/** A request to a login host that was refused. */
export interface RefusedLogin {
  /** Method, host and path. */
  readonly request: string;
  readonly status: number;
  /** Such as `invalid_request`; empty where the path is not emulated. */
  readonly error: string;
  readonly reason: string;
}

/** What a run of a program did. */
export type RunRecord = ReturnType<typeof createRunRecord>;

/** A record of a run that has not begun. Its memory does not grow with the number of requests. */
export function createRunRecord() {
  const [refused, advised] = [counter<Exchange>(), counter<Exchange>()];
  const [blocked, failed] = [counter<ProxyRefusal>(), counter<ProxyRefusal>()];
  const refusedLogins = counter<RefusedLogin>();
  const record = {
    /** How many tokens were issued. */
    tokens: 0,
    /** How many requests to Microsoft Graph came, a batch as one. */
    requests: 0,
    /** Whether a token of a user was seen. */
    isDelegated: false,
    /** How often each operation had each result, such as `201` or `429 (throttled)`. */
    results: new Map<string, Map<string, number>>(),
    operations: new Set<OperationName>(),
    /** How often each planned fault decided a response. */
    faults: new Map<string, number>(),
    /** Milliseconds from an exchange's request to its response. */
    durations: new WeakMap<Exchange, number>(),
    /** Requests that broke a rule, failed at the gateway, or are not emulated. */
    refused: refused.all,
    /** Requests to a login host that were refused. */
    refusedLogins: refusedLogins.all,
    /** Accepted requests that the live service treats otherwise. */
    advised: advised.all,
    /** Requests to other hosts. */
    blocked: blocked.all,
    /** Tunnels to Microsoft Graph or to a login host that failed. */
    failed: failed.all,
    addRequest({ url, headers }: Request): void {
      if (isLoginHost(new URL(url).hostname)) return;
      record.requests += 1;
      const token = bearerTokenIn(headers.get('authorization'));
      record.isDelegated ||= typeof claimsOf(token ?? '')?.scp === 'string';
    },
    addExchange(exchange: Exchange): void {
      const { request, response, violations, advisories } = exchange;
      if (exchange.fault === 'mock') return void count('mocked', String(response.status));
      record.durations.set(exchange, Math.max(0, Date.now() - exchange.at.getTime()));
      const match = matchOperation(request.method === 'HEAD' ? 'GET' : request.method, request.url);
      if (match.kind === 'operation') record.operations.add(match.operation);
      const name = match.kind === 'operation' ? match.operation : match.kind === 'batch' ? '$batch' : 'not emulated';
      const result = `${response.status || 'no response'}${isPlanned(exchange) ? ` (${exchange.fault})` : ''}`;
      count(name, result);
      if (exchange.fault && isPlanned(exchange)) increment(record.faults, exchange.fault);
      const path = pathAndQueryOf(exchange);
      const key = (rules: Exchange['violations']) =>
        [request.method, rules[0]?.rule ?? path, rules[0]?.message, response.status].join(' ');
      if (wasRefused(exchange)) refused.add(key(violations), exchange);
      else if (advisories.length > 0) advised.add(key(advisories), exchange);
    },
    async addLogin(request: Request, { response, text, fault }: HandledLogin): Promise<void> {
      const { status } = response;
      if (asksForToken(request)) count('token', `${status || 'no response'}${fault ? ` (${fault})` : ''}`);
      if (fault) increment(record.faults, fault);
      else if (status >= 400) {
        const login = await refusedLoginOf(request, response, text);
        refusedLogins.add(`${login.request} ${login.reason}`, login);
      } else if (status === 200 && asksForToken(request)) record.tokens += 1;
    },
    addRefusal(refusal: ProxyRefusal): void {
      const { kind, host, reason } = refusal;
      (kind === 'blocked' ? blocked : failed).add(`${host} ${reason}`, refusal);
    },
  };

  function count(name: string, result: string): void {
    const ofName = record.results.get(name) ?? new Map<string, number>();
    record.results.set(name, increment(ofName, result));
  }

  return record;
}

function increment(counts: Map<string, number>, key: string): Map<string, number> {
  return counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function refusedLoginOf(
  { method, url, headers }: Request,
  response: Response,
  text: string,
): Promise<RefusedLogin> {
  const body = asRecord(parseJson(await response.clone().text()));
  const { host, pathname } = new URL(url);
  const request = `${method} ${host}${pathname}`;
  // Without the ids that Entra adds.
  const reason = String(body?.error_description ?? 'The kit does not emulate this path.').replace(
    / Trace ID: .*$/s,
    '',
  );
  const redactor = redactorFor(headers, Object.fromEntries(new URLSearchParams(text)), url);
  return redactor.value({ request, status: response.status, error: String(body?.error ?? ''), reason });
}

/** Gateway checks and rules; a 404 of a look-up and a 409 are results that a program may ask for. */
const refusing: readonly number[] = [400, 401, 403, 405, 411, 413, 415, 421, 501];

function wasRefused(exchange: Exchange): boolean {
  return !isPlanned(exchange) && refusing.includes(exchange.response.status);
}

/** Whether a fault was planned; the name of a body that is too large stands in the same place. */
function isPlanned({ fault }: Exchange): boolean {
  return fault !== undefined && fault !== 'bodyTooLarge';
}

/** Distinct things beyond this number are not kept. */
const mostDistinct = 200;

function counter<Seen>() {
  const byKey = new Map<string, Counted<Seen>>();
  const all: Counted<Seen>[] = [];
  return {
    all: all as readonly Counted<Seen>[],
    add(key: string, seen: Seen) {
      const known = byKey.get(key);
      if (known) known.count += 1;
      else if (all.length < mostDistinct) {
        const counted = { seen, count: 1 };
        byKey.set(key, counted);
        all.push(counted);
      }
    },
  };
}

/**
 * What a token needs for some operations: the least privileged permissions that allow each; those of operations that
 * no granted permission allows; and granted permissions that the operations do not need.
 *
 * @param kind of a token: of an app alone, or of a user.
 * @param granted the permissions that the token has. Default: none.
 */
export function neededPermissions(
  used: Iterable<OperationName>,
  kind: 'application' | 'delegated',
  granted: readonly string[] = [],
) {
  const sets = [...used].map((operation) => operationOf(operation).permissions[kind]);
  const leastOf = (some: readonly (readonly Permission[])[]) => [...new Set(some.flatMap(([first]) => first ?? []))];
  const least = leastOf(sets);
  const missing = leastOf(sets.filter((set) => !set.some((permission) => granted.includes(permission))));
  const superfluous = granted.filter((permission) => !least.some((needed) => needed === permission));
  return { least, missing, superfluous };
}
