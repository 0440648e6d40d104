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

/** What was seen, and how often, by what makes it the same. */
export type Counted<Seen> = Map<string, { readonly seen: Seen; count: number }>;

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
    refused: new Map() as Counted<Exchange>,
    /** Requests to a login host that were refused. */
    refusedLogins: new Map() as Counted<RefusedLogin>,
    /** Accepted requests that the live service treats otherwise. */
    advised: new Map() as Counted<Exchange>,
    /** Requests to other hosts. */
    blocked: new Map() as Counted<ProxyRefusal>,
    /** Tunnels to Microsoft Graph or to a login host that failed. */
    failed: new Map() as Counted<ProxyRefusal>,
    addRequest({ url, headers }: Request): void {
      if (isLoginHost(new URL(url).hostname)) return;
      record.requests += 1;
      const token = bearerTokenIn(headers.get('authorization'));
      record.isDelegated ||= typeof claimsOf(token ?? '')?.scp === 'string';
    },
    addExchange(exchange: Exchange): void {
      const { request, response, violations, advisories, fault } = exchange;
      if (fault === 'mock') return void count('mocked', response.status);
      record.durations.set(exchange, Math.max(0, Date.now() - exchange.at.getTime()));
      const match = matchOperation(request.method, request.url);
      if (match.kind === 'operation') record.operations.add(match.operation);
      const name = match.kind === 'operation' ? match.operation : match.kind === 'batch' ? '$batch' : 'not emulated';
      // The server's own name for a body that is too large stands in the same place.
      const planned = fault === 'bodyTooLarge' ? undefined : fault;
      count(name, response.status, planned);
      if (planned) increment(record.faults, planned);
      const path = pathAndQueryOf(exchange);
      const key = (rules: Exchange['violations']) =>
        [request.method, rules[0]?.rule ?? path, rules[0]?.message, response.status].join(' ');
      if (!planned && refusing.includes(response.status)) addTo(record.refused, key(violations), exchange);
      else if (advisories.length > 0) addTo(record.advised, key(advisories), exchange);
    },
    async addLogin(request: Request, { response, text, fault }: HandledLogin): Promise<void> {
      const { status } = response;
      if (asksForToken(request)) count('token', status, fault);
      if (fault) increment(record.faults, fault);
      else if (status >= 400) {
        const login = await refusedLoginOf(request, response, text);
        addTo(record.refusedLogins, `${login.request} ${login.reason}`, login);
      } else if (status === 200 && asksForToken(request)) record.tokens += 1;
    },
    addRefusal(refusal: ProxyRefusal): void {
      addTo(record[refusal.kind], `${refusal.host} ${refusal.reason}`, refusal);
    },
  };

  function count(name: string, status: number, fault?: string): void {
    const ofName = record.results.get(name) ?? new Map<string, number>();
    record.results.set(name, increment(ofName, `${status || 'no response'}${fault ? ` (${fault})` : ''}`));
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
  const reason = String(body?.error_description ?? 'The kit does not emulate this path.')
    .split(' Trace ID: ', 1)
    .join();
  const redactor = redactorFor(headers, Object.fromEntries(new URLSearchParams(text)), url);
  return redactor.value({ request, status: response.status, error: String(body?.error ?? ''), reason });
}

/** Gateway checks and rules; a 404 of a look-up and a 409 are results that a program may ask for. */
const refusing: readonly number[] = [400, 401, 403, 405, 411, 413, 415, 421, 501];

/** Distinct things beyond this number are not kept. */
const mostDistinct = 200;

function addTo<Seen>(all: Counted<Seen>, key: string, seen: Seen): void {
  const known = all.get(key);
  if (known) known.count += 1;
  else if (all.size < mostDistinct) all.set(key, { seen, count: 1 });
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
