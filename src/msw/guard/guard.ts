import { endingAll, heldHosts, holdHosts } from './hold-hosts.ts';

/** One of those that keep the guard on: a running server, or `useEmulator`. */
export interface GuardHolder {
  /** Called before another holder with a server of its own begins: MSW has no order among servers. */
  pause?(): void;
  /** Called when that holder lets go: MSW switches off interception for all when one server closes. */
  resume?(): void;
}

interface Guard {
  readonly holders: GuardHolder[];
  putBack(): void;
}

// In the process, not in this module: there may be two copies of the module, and `dns.lookup` is one.
const key = Symbol.for('external-connection-testkit.guard');
const registry = globalThis as { [key]?: Guard | undefined };

/** Whether this is Node or a runtime with its modules; elsewhere a service worker sees what a page sends. */
export function isNode(): boolean {
  return typeof globalThis.process?.getBuiltinModule === 'function';
}

/** Those that keep the guard on; none while it is off. */
export function guardHolders(): readonly GuardHolder[] {
  return registry[key]?.holders ?? [];
}

/**
 * Keeps every connection to a host of Graph or of its login from being opened until the returned function was called,
 * by this holder and by every other. In a browser it does nothing.
 */
export function turnOnGuard(holder: GuardHolder): () => void {
  if (!isNode()) return () => {};
  registry[key] ??= { holders: [], putBack: endingAll([holdHosts(), dropConnections(), bypassProxies(heldHosts)]) };
  const { holders, putBack } = registry[key];
  if (holder.pause) holders.findLast(({ pause }) => pause)?.pause?.();
  holders.push(holder);
  return () => {
    const index = holders.indexOf(holder);
    if (index < 0) return;
    holders.splice(index, 1);
    if (holders.length === 0) {
      registry[key] = undefined;
      putBack();
    } else if (holder.resume) {
      holders.findLast(({ resume }) => resume)?.resume?.();
    }
  };
}

/** Where undici keeps the dispatchers that `fetch` uses: the first is that of its newer versions. */
const dispatcherKeys = [Symbol.for('undici.globalDispatcher.2'), Symbol.for('undici.globalDispatcher.1')] as const;

/**
 * Makes sure that no request reuses a connection from before, for such a connection needs no lookup: takes their
 * connections from the global dispatchers of undici, and closes the idle sockets of the global agents of `node:http` and
 * `node:https`. Returns a function that gives the dispatchers theirs back.
 */
function dropConnections(): () => void {
  for (const module of ['node:http', 'node:https'] as const) {
    const { freeSockets } = process.getBuiltinModule(module).globalAgent;
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
  }
  // The realm of Node itself: Jest, and vitest with vmThreads, run tests in another.
  const realm: Record<symbol, unknown> = process.getBuiltinModule('node:vm').runInThisContext('globalThis');
  const agents = new Set(dispatcherKeys.flatMap((key) => agentsOf(realm[key])));
  return endingAll([...agents].map(dropClients));
}

/**
 * The agents of undici that a dispatcher sends by: itself, also where interceptors are added to it, or those that one for
 * the proxies of the environment chooses from. MockAgent holds what a test has set up, and has none.
 */
function agentsOf(dispatcher: unknown): object[] {
  if (typeof dispatcher !== 'object' || dispatcher === null) return [];
  if (dispatcher.constructor.name === 'Agent') return [dispatcher];
  if (dispatcher.constructor.name !== 'EnvHttpProxyAgent') return [];
  return Object.getOwnPropertySymbols(dispatcher).flatMap((symbol) => agentsOf(Reflect.get(dispatcher, symbol)));
}

/** Replaces the map in which an agent keeps the connections to each origin, and returns a function that puts it back. */
function dropClients(agent: object): () => void {
  const symbol = Object.getOwnPropertySymbols(agent).find(({ description }) => description === 'clients');
  if (!symbol) return () => {};
  const clients = Reflect.get(agent, symbol);
  Reflect.set(agent, symbol, new Map());
  return () => void Reflect.set(agent, symbol, clients);
}

const names = ['NO_PROXY', 'no_proxy'] as const;

/**
 * Keeps requests to the hosts from a proxy that the environment names: MSW 3 mocks such a request only after the client
 * has opened the connection to the proxy. Returns a function that puts the environment back.
 */
function bypassProxies(hosts: readonly string[]): () => void {
  const before = names.map((name) => [name, process.env[name]] as const);
  const current = process.env.no_proxy ?? process.env.NO_PROXY;
  const value = [...(current ? [current] : []), ...hosts].join(',');
  for (const name of names) process.env[name] = value;
  return () => {
    for (const [name, original] of before) {
      if (process.env[name] !== value) continue;
      if (original === undefined) delete process.env[name];
      else process.env[name] = original;
    }
  };
}
