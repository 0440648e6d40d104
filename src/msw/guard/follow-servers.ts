import { type GuardHolder, guardHolders, isNode, turnOnGuard } from './guard.ts';
import { endingAll } from './hold-hosts.ts';

/** The option of `server.listen` for unhandled requests: MSW 2 and MSW 3 each read their own. */
type UnhandledOption = 'onUnhandledRequest' | 'onUnhandledFrame';

/** Keeps the guard on while a server of MSW listens. */
interface Follower extends GuardHolder {
  servers: number;
  /** How often each option was read before the first server has started. */
  readonly reads: Record<UnhandledOption, number>;
  end(): void;
}

/** What MSW calls when a server starts and when it closes. */
interface Interceptor {
  apply(...args: unknown[]): unknown;
  dispose(...args: unknown[]): unknown;
}

/**
 * Turns the guard on until the last server of MSW has closed: to be called when a server reads the option. MSW has no
 * event for either, so this follows the methods of its interceptors, which are the same in MSW 2 and 3. Returns how many
 * servers listen, 0 where that is not known yet.
 */
export function followServers(option: UnhandledOption): number {
  if (!isNode()) return 0;
  const known = guardHolders().find((holder): holder is Follower => 'servers' in holder);
  if (known) {
    known.reads[option] += 1;
    return known.servers;
  }
  const reads = { onUnhandledRequest: 0, onUnhandledFrame: 0, [option]: 1 };
  const follower: Follower = { servers: 0, reads, end: () => {} };
  follower.end = turnOnGuard(follower);
  if (follow(follower)) follower.servers = isIntercepting() ? 1 : 0;
  // By then, the server that has read the option has started.
  void Promise.resolve().then(() => endUnlessStarted(follower));
  return 0;
}

function endUnlessStarted(follower: Follower): void {
  const { onUnhandledRequest, onUnhandledFrame } = follower.reads;
  // The first server of the process: before it there was no interceptor to follow. A spread reads both options at once.
  if (follower.servers === 0 && isIntercepting()) {
    follow(follower);
    follower.servers = Math.max(onUnhandledRequest, onUnhandledFrame);
  }
  if (follower.servers === 0) follower.end();
}

/** Counts the servers that start and close, and returns whether there is an interceptor to follow. */
function follow(follower: Follower): boolean {
  const endings = [...prototypes()].map((prototype) => followPrototype(prototype, follower));
  follower.end = endingAll([...endings, follower.end]);
  return endings.length > 0;
}

function followPrototype(prototype: Interceptor, follower: Follower): () => void {
  const { apply, dispose } = prototype;
  prototype.apply = function (...args) {
    if (concernsServer(this, args)) follower.servers += 1;
    return apply.apply(this, args);
  };
  prototype.dispose = function (...args) {
    const result = dispose.apply(this, args);
    if (concernsServer(this, args)) follower.servers -= 1;
    if (follower.servers === 0) follower.end();
    return result;
  };
  return () => Object.assign(prototype, { apply, dispose });
}

/** A server applies the interceptor of all others: in MSW 2 it lists them, in MSW 3 it alone is applied without an owner. */
function concernsServer(interceptor: Interceptor, args: readonly unknown[]): boolean {
  return 'checkEnvironment' in interceptor ? 'interceptors' in interceptor : args.length === 0;
}

interface InterceptorGlobals {
  /** MSW 2 has the interceptor here while it is applied. */
  readonly [fetchKey]?: object | undefined;
  /** MSW 3 has those of sockets here from the first time on. */
  readonly __MSW_INTERCEPTORS_REGISTRY?: ReadonlyMap<symbol, object> | undefined;
}

const fetchKey = Symbol.for('fetch-interceptor');

function interceptors(): readonly object[] {
  const globals: InterceptorGlobals = globalThis;
  const applied = globals[fetchKey];
  return [...(applied ? [applied] : []), ...(globals.__MSW_INTERCEPTORS_REGISTRY?.values() ?? [])];
}

function isIntercepting(): boolean {
  return interceptors().some((each) => 'readyState' in each && ['ACTIVE', 'APPLIED'].includes(String(each.readyState)));
}

/** The prototypes that all interceptors share: one for each copy of their package. */
function prototypes(): ReadonlySet<Interceptor> {
  return new Set(interceptors().flatMap((each) => prototypeOf(each) ?? []));
}

function prototypeOf(object: object | null): Interceptor | undefined {
  if (object === null) return undefined;
  return isInterceptor(object) ? object : prototypeOf(Object.getPrototypeOf(object));
}

function isInterceptor(object: object): object is Interceptor {
  return Object.hasOwn(object, 'apply') && Object.hasOwn(object, 'dispose');
}
