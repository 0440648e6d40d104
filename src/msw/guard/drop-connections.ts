import { asRecord } from '../../rules/index.ts';

/** Where undici keeps the dispatchers that `fetch` uses: the first is that of its newer versions. */
const dispatcherKeys = [Symbol.for('undici.globalDispatcher.2'), Symbol.for('undici.globalDispatcher.1')] as const;

/**
 * Makes sure that no request reuses a connection from before, for such a connection needs no lookup: replaces the global
 * dispatchers of undici by new ones of the same class and options, and closes the idle sockets of the global agents of
 * `node:http` and `node:https`. Returns a function that puts the dispatchers back.
 */
export function dropConnections(): () => void {
  for (const module of ['node:http', 'node:https'] as const) {
    const { freeSockets } = process.getBuiltinModule(module).globalAgent;
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
  }
  return renewDispatchers();
}

function renewDispatchers(): () => void {
  // The realm of Node itself: Jest, and vitest with vmThreads, run tests in another.
  const realm: Record<symbol, object | undefined> = process.getBuiltinModule('node:vm').runInThisContext('globalThis');
  const renewed = new Map<object, object>();
  const replaced = dispatcherKeys.flatMap((key) => {
    const original = realm[key];
    const next = original && (renewed.get(original) ?? renew(original, [...renewed.values()][0]));
    if (!next) return [];
    renewed.set(original, next);
    realm[key] = next;
    return [{ key, original, next }];
  });
  return () => {
    for (const { key, original, next } of replaced) if (realm[key] === next) realm[key] = original;
  };
}

/**
 * A new dispatcher like the original, or undefined for a class that may hold what a test has set up, such as MockAgent.
 *
 * @param wrapped what a dispatcher that undici 8 made for the `fetch` of Node stands for.
 */
function renew(original: object, wrapped: object | undefined): object | undefined {
  const { name } = original.constructor;
  if (name === 'Dispatcher1Wrapper') return wrapped && Reflect.construct(classOf(original), [wrapped]);
  if (name !== 'Agent') return undefined;
  const factory = symbolValue(original, 'factory');
  return Reflect.construct(classOf(original), [
    { ...asRecord(symbolValue(original, 'options')), ...(factory ? { factory } : {}) },
  ]);
}

type Class = new (...options: unknown[]) => object;

function classOf(object: object): Class {
  return object.constructor as Class;
}

/** The value that undici keeps under a symbol of this description. */
function symbolValue(object: object, description: string): unknown {
  const symbol = Object.getOwnPropertySymbols(object).find((each) => each.description === description);
  return symbol && Reflect.get(object, symbol);
}
