import { matchOperation, parseJson } from '../rules/index.ts';
import { badOption, readOptions } from '../schemas/index.ts';
import { lostConnection, respondWithCors, type ServiceResponse } from './build-response.ts';
import { decideRead, readerOptions } from './can-read.ts';
import type { Emulator, Engine } from './emulator.ts';
import { createFaultQueue, type FaultPlan } from './fault-queue.ts';
import { readBody } from './gateway.ts';
import { type Handled, handleRequest } from './handle-request.ts';
import { createJournal } from './journal.ts';
import type { Redactor } from './redact.ts';
import { createRandom, type EmulatorOptions, type Settings, settingsOf } from './settings.ts';
import {
  contentsOptions,
  createStore,
  deepFreeze,
  fill,
  finish,
  hasId,
  type StoredConnection,
  showOperation,
} from './store.ts';
import { asksForToken, isLoginPath, plannedFailure, respondToLogin, tokenFor } from './token-endpoint.ts';

/**
 * The whole emulator.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function createEngine(options: EmulatorOptions = {}): Engine {
  const settings = settingsOf(options);
  const store = createStore(() => settings.now().getTime());
  const journal = createJournal(settings.journalBytes);
  let random = createRandom(settings.seed);
  const faults = createFaultQueue(settings.seed, () => random.fraction());
  let resetting = new AbortController();

  const shown = redacting(() => journal.redactor);

  function storedIn(connectionId: string): StoredConnection {
    const stored = typeof connectionId === 'string' && store.find(connectionId);
    if (stored) return stored;
    const ids = store.all.map(({ connection }) => connection.id).join(', ');
    const fix = ids === '' ? 'There is no connection yet.' : `Use one of: ${ids}.`;
    throw new TypeError(`No connection has the id ${JSON.stringify(connectionId)}. ${fix}`);
  }

  const engine: Engine = {
    profile: settings.profile,
    async fetch(input, init) {
      const isRequest = typeof input === 'object' && !(input instanceof URL) && !init;
      const request = isRequest ? input : new Request(input, init);
      const url = new URL(request.url);
      const handle = async () => (await engine.handle(request, matchOperation(request.method, url))).response;
      const response = isLoginPath(url.pathname)
        ? (await engine.login(request)).response
        : await respondWithCors(request, handle);
      request.signal.throwIfAborted();
      return response;
    },
    async login(request, accessToken = (asked) => tokenFor(asked, settings.roles, settings.now())) {
      const reset = resetting.signal;
      request.signal.throwIfAborted();
      const text = await request.text();
      request.signal.throwIfAborted();
      const { now, sleep } = settings;
      const planned = asksForToken(request) ? faults.next({ operation: 'requestToken' })?.fault : undefined;
      const response =
        planned?.stage === 'instead' ? lostConnection : respondToLogin(request, text, { accessToken, now });
      const faulty = planned?.change(response, (name, headers = {}) => plannedFailure(name, { now: now(), headers }));
      const delivered = await deliver(faulty ?? response, { sleep, request, reset });
      return { response: delivered, text, fault: planned?.name };
    },
    async handle(request, match) {
      const { method, url, headers } = request;
      const reset = resetting.signal;
      request.signal.throwIfAborted();
      const read = await readBody(request);
      request.signal.throwIfAborted();
      const { text } = read;
      const incoming = { method, url, headers, text, json: parseJson(text), read };
      const handled = handleRequest(incoming, { settings, store, journal, faults, random }, match);
      // After the whole of a batch: a callback that throws leaves nothing half done.
      report(handled, settings);
      return { ...handled, response: await deliver(handled.response, { sleep: settings.sleep, request, reset }) };
    },
    get connections() {
      return store.all.map(({ connection }) => shown(connection));
    },
    get exchanges() {
      return journal.exchanges;
    },
    put(connection, given) {
      const contents = structuredClone(readOptions('put', contentsOptions, given));
      if (!hasId(connection)) throw badOption('connection', connection, "an object with an id: { id: 'contosohr' }");
      fill(store.put(structuredClone(connection)), contents, () => random.operationId(settings.operationIds));
    },
    plan: faults.add,
    get plannedFaults() {
      return faults.plans;
    },
    get unusedFaults() {
      const isUnused = ({ chance, times, used }: FaultPlan) =>
        chance === undefined && (Number.isFinite(times) || used === 0);
      return faults.plans.filter(isUnused);
    },
    clearFaults: faults.clear,
    reset() {
      resetting.abort();
      resetting = new AbortController();
      store.clear();
      journal.clear();
      random = createRandom(settings.seed);
      faults.clear();
    },
    items(connectionId) {
      return [...storedIn(connectionId).items.values()].map(shown);
    },
    groups(connectionId) {
      const { groups } = storedIn(connectionId);
      return [...groups.values()].map(({ group, members }) => shown({ ...group, members: [...members.values()] }));
    },
    canRead(connectionId, itemId, reader) {
      const { items, groups } = storedIn(connectionId);
      const options = readOptions('canRead', readerOptions, reader);
      const item = items.get(itemId);
      if (!item) throw new TypeError(`The connection ${connectionId} has no item ${JSON.stringify(itemId)}.`);
      // What was put need not have one.
      return decideRead(item.acl ?? [], options, (id) => groups.get(id)?.members.values() ?? []).canRead;
    },
    contents(connectionId) {
      const { schema } = storedIn(connectionId);
      return { schema, items: engine.items(connectionId), groups: engine.groups(connectionId) };
    },
    operations(connectionId) {
      const now = settings.now().getTime();
      return storedIn(connectionId).operations.map((operation) => showOperation(operation, now));
    },
    finishOperations() {
      const now = settings.now().getTime();
      for (const stored of store.all) finish(stored, now);
    },
  };
  return engine;
}

/** Redacts connections, each once: a tenant may have many, and a page that shows them is loaded again and again. */
function redacting(current: () => Redactor): <Stored extends object>(stored: Stored) => Stored {
  let redactor: Redactor | undefined;
  let done = new WeakMap<object, object>();
  return <Stored extends object>(stored: Stored) => {
    if (redactor !== current()) [redactor, done] = [current(), new WeakMap()];
    const known = done.get(stored) ?? deepFreeze(current().value(stored));
    done.set(stored, known);
    // The map has of each value what is made of it.
    return known as Stored;
  };
}

/** Reports what is wrong with a request. The exchange of an accepted one is not made for it. */
function report(handled: Handled, { onViolation, onAdvisory }: Settings): void {
  const { isAccepted, advisories: advised } = handled;
  const { parts = [], ...whole } = isAccepted ? { violations: [], advisories: advised, parts: [] } : handled.exchange();
  for (const { violations, advisories } of [...parts, whole]) {
    for (const violation of violations) onViolation(violation);
    for (const advisory of advisories) onAdvisory(advisory);
  }
}

interface Delivery {
  readonly sleep: Settings['sleep'];
  /** Once its signal is aborted, a response that is not there yet never comes. */
  readonly request: Request;
  /** Aborted by `reset()`; pending requests then fail. */
  readonly reset: AbortSignal;
}

/**
 * Pending requests. Held because a garbage-collected Request no longer follows its signal; by the module, because an
 * emulator that nothing else refers to is collected too.
 */
const pending = new Set<Request>();

/** The Response, once it is due: of type `error` where the connection is lost, or the client has gone. */
async function deliver(response: ServiceResponse, delivery: Delivery): Promise<Response> {
  const { status, headers, body, isText, delay = 0 } = response;
  const isInTime = delay === 0 || (await wait(delay, delivery));
  if (!isInTime || status === 0) return Response.error();
  const text = isText ? String(body) : JSON.stringify(body);
  return new Response(text ?? null, { status, headers });
}

/** Whether the time passed before the request or the reset aborted. Leaves no timer and no listener behind. */
async function wait(milliseconds: number, { sleep, request, reset }: Delivery): Promise<boolean> {
  const signals = [request.signal, reset];
  const ending = new AbortController();
  const end = () => ending.abort();
  if (signals.some(({ aborted }) => aborted)) return false;
  pending.add(request);
  for (const signal of signals) signal.addEventListener('abort', end);
  const ended = new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
  try {
    // No timer can be set to infinity, and a response that never comes needs none.
    await Promise.race([ended, ...(Number.isFinite(milliseconds) ? [sleep(milliseconds, ending.signal)] : [])]);
  } finally {
    pending.delete(request);
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
  return !ending.signal.aborted;
}

/**
 * An emulator with an empty tenant.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator({ profile: 'live' });
 * const response = await graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
 *   method: 'POST',
 *   headers: { Authorization: 'Bearer any-token', 'Content-Type': 'application/json' },
 *   body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
 * });
 * response.status; // 201
 * graph.connections[0]?.state; // 'draft'
 * ```
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return createEngine(options);
}
