import type { OperationMatch } from '../rules/index.ts';
import { deliver } from './deliver.ts';
import type { Emulator } from './emulator.ts';
import type { Exchange } from './exchange.ts';
import { createFaultQueue } from './fault-queue.ts';
import { parseJson } from './gateway.ts';
import { handleRequest } from './handle-request.ts';
import { createJournal } from './journal.ts';
import { createRandom } from './random.ts';
import type { Redactor } from './redact.ts';
import { type EmulatorOptions, type Settings, settingsOf } from './settings.ts';
import { createStore, deepFreeze, fill, finish, type StoredConnection, showOperation } from './store.ts';

/** An emulator as the modules of the kit use it: every emulator is one. */
export interface Engine extends Emulator {
  /**
   * Responds to a request, and returns its exchange with the response.
   *
   * @param match what `matchOperation` returned for the request, where the caller has it.
   * @throws the reason of the request's signal where that aborted before the request was processed; what a callback throws.
   */
  handle(
    request: Request,
    match?: OperationMatch,
  ): Promise<{ readonly response: Response; readonly exchange: Exchange }>;
}

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
  const faults = createFaultQueue({ seed: settings.seed, fraction: () => random.fraction() });
  let resetting = new AbortController();

  const shown = redacting(() => journal.redactor);

  function storedIn(connectionId: string): StoredConnection {
    const stored = store.find(connectionId);
    if (stored) return stored;
    const ids = store.all.map(({ connection }) => connection.id).join(', ');
    throw new TypeError(`No connection has the id ${JSON.stringify(connectionId)}. Use one of: ${ids || 'none'}.`);
  }

  const engine: Engine = {
    profile: settings.profile,
    async fetch(input, init) {
      const request = typeof input === 'string' || input instanceof URL || init ? new Request(input, init) : input;
      const { response } = await engine.handle(request);
      request.signal.throwIfAborted();
      return response;
    },
    async handle(request, match) {
      const { method, url, headers, signal } = request;
      const reset = resetting.signal;
      signal.throwIfAborted();
      const text = await request.text();
      signal.throwIfAborted();
      const incoming = { method, url, headers, text, json: parseJson(text) };
      const { response, exchange } = handleRequest(incoming, { settings, store, journal, faults, random }, match);
      // After the whole of a batch: a callback that throws leaves nothing half done.
      for (const one of [...(exchange.parts ?? []), exchange]) report(one, settings);
      return { response: await deliver(response, { sleep: settings.sleep, request, reset }), exchange };
    },
    get connections() {
      return store.all.map(({ connection }) => shown(connection));
    },
    get exchanges() {
      return journal.exchanges;
    },
    put(connection, contents = {}) {
      const copy = structuredClone(connection);
      const found = store.find(copy.id);
      if (found) store.replace(found, copy);
      fill(found ?? store.add(copy), contents, contents.schema && !contents.operationId ? random.guid() : '');
    },
    plan(fault, options = {}) {
      faults.add(fault, options);
    },
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
      return [...groups.values()].map(({ group, members }) => ({ ...group, members: [...members.values()] }));
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

function report({ violations, advisories }: Exchange, { onViolation, onAdvisory }: Settings): void {
  for (const violation of violations) onViolation(violation);
  for (const advisory of advisories) onAdvisory(advisory);
}

/**
 * The emulator as an engine.
 *
 * @param option the name of the option that the emulator came with.
 * @throws TypeError when it was not made by createEmulator.
 */
export function engineOf(emulator: Emulator, option = 'emulator'): Engine {
  if (isEngine(emulator)) return emulator;
  throw new TypeError(`The option ${option} is not an emulator. Use what createEmulator returns.`);
}

function isEngine(emulator: Emulator): emulator is Engine {
  return typeof emulator === 'object' && emulator !== null && 'handle' in emulator;
}
