import type { OperationMatch } from '../rules/index.ts';
import { deliver } from './deliver.ts';
import type { Emulator } from './emulator.ts';
import type { Exchange } from './exchange.ts';
import { createFaultQueue } from './fault-queue.ts';
import { parseJson } from './gateway.ts';
import { handleRequest } from './handle-request.ts';
import { createJournal } from './journal.ts';
import { createRandom } from './random.ts';
import { type EmulatorOptions, settingsOf } from './settings.ts';
import { createStore, registered } from './store.ts';

/** An emulator as the modules of the kit use it: every emulator is one. */
export interface Engine extends Emulator {
  /**
   * Responds to a request, and returns its exchange with the response.
   *
   * @param match what `matchOperation` returned for the request, where the caller has it.
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
  const journal = createJournal();
  let random = createRandom(settings.seed);
  const faults = createFaultQueue({ seed: settings.seed, fraction: () => random.fraction() });
  let resetting = new AbortController();

  const engine: Engine = {
    profile: settings.profile,
    async fetch(input, init) {
      const request = typeof input === 'string' || input instanceof URL || init ? new Request(input, init) : input;
      return (await engine.handle(request)).response;
    },
    async handle(request, match) {
      const { method, url, headers } = request;
      const reset = resetting.signal;
      const text = await request.text();
      const incoming = { method, url, headers, text, json: parseJson(text) };
      const { response, exchange } = handleRequest(incoming, { settings, store, journal, faults, random }, match);
      return { response: await deliver(response, { sleep: settings.sleep, request, reset }), exchange };
    },
    get connections() {
      return store.all.map(({ connection }) => connection);
    },
    get exchanges() {
      return journal.exchanges;
    },
    put(connection, registration) {
      const copy = structuredClone(connection);
      const found = store.find(copy.id);
      if (found) store.replace(found, copy);
      const stored = found ?? store.add(copy);
      if (registration) Object.assign(stored, registered(structuredClone(registration)));
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
  };
  return engine;
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
