import { bypassProxies } from './bypass-proxies.ts';
import { dropConnections } from './drop-connections.ts';
import { heldHosts, holdHosts } from './hold-hosts.ts';

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
  registry[key] ??= { holders: [], putBack: startHolding() };
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

function startHolding(): () => void {
  const endings = [holdHosts(), dropConnections(), bypassProxies(heldHosts)];
  return () => {
    for (const end of endings) end();
  };
}
