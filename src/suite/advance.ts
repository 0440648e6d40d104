import type { Clock } from './clock.ts';
import { nextTurn, systemTime } from './system-time.ts';
import type { Transport } from './transport.ts';

interface Advanced {
  readonly clock: Clock;
  readonly transport: Transport;
  /** Whether waiting takes real time. */
  readonly isSlow: boolean;
  /** Whether the client is another process. */
  readonly isOutside: boolean;
  /** What the process had already before the client was called, such as a server that the test started. */
  readonly before: ReturnType<typeof countResources>;
  /** Milliseconds that the client promises to wait for a response at most. */
  readonly timeoutMs: number | undefined;
  /** Whether the client has settled. */
  readonly isSettled: () => boolean;
  /** Whether an error was not handled: the client will hardly settle any more. */
  readonly hasCrashed: () => boolean;
  /** Called when the callback of a timer throws. */
  readonly onCrash: (error: unknown) => void;
  /** Called when the client seems to wait by a clock that the suite cannot move. */
  readonly onOwnClock: () => void;
}

/** Milliseconds without activity after which the client is considered to wait for a timer or a response. */
const idle = { usually: 8, beforeFirstRequest: 400, byOwnClock: 150 } as const;

/**
 * Milliseconds without activity after which the client is considered stuck: longer after a response that asks to wait,
 * and longest over HTTP, while the client has timers, threads, sockets or child processes of its own.
 */
const stuck = { usually: 5000, beforeRetry: 15_000, whileBusy: 60_000 } as const;

/**
 * Milliseconds without a request after which a command is considered stuck: it may have to be compiled first, whatever it
 * promises.
 */
const stuckOutside = { toStart: 10_000, beforeFirstRequest: 60_000, beforeRetry: 60_000, usually: 20_000 } as const;

/** Milliseconds of the clock for which requests of a settled client are watched for. */
const afterwards = 60_000;

/** More timers than that while a response is pending belong to something else, such as a clock on the screen. */
const maxTimersWhilePending = 100;

/** After so many skips, each skips a second at least: a timer of a millisecond that repeats would take minutes. */
const skipsToEachTimer = 200;

/** More skips than that belong to a timer that repeats without end. */
const maxSkips = 1000;

/** Milliseconds after which a client has broken its promise: the machine may be busy, and the timers of undici a second late. */
export const longestWait = (timeoutMs: number) => timeoutMs * 1.1 + 1000;

/**
 * Advances the clock until the client settles or is considered stuck: wherever it can only be waiting for a timer, the
 * clock skips to it.
 *
 * @returns milliseconds after which pending requests were failed by the suite, where that was needed.
 */
export async function advance(client: Advanced): Promise<number | undefined> {
  const { clock, transport, timeoutMs } = client;
  const activity = watchActivity(client);
  let skips = 0;
  let skipsWhilePending = 0;
  let gaveUpAfter: number | undefined;
  while (!client.isSettled() && !transport.isExhausted && skips < maxSkips) {
    await nextTurn();
    guarded(() => clock.fireDue(), client.onCrash);
    if (client.isSettled()) continue;
    const idleFor = activity.idleFor();
    const { pendingSince } = transport;
    skipsWhilePending = pendingSince === undefined ? 0 : skipsWhilePending;
    if (clock.hasTimers && skipsWhilePending < maxTimersWhilePending) {
      if (idleFor < (transport.requests.length > 0 ? idle.usually : idle.beforeFirstRequest)) continue;
      guarded(() => clock.skip(skips < skipsToEachTimer ? 0 : 1000), client.onCrash);
      skips += 1;
      skipsWhilePending += 1;
    } else if (pendingSince !== undefined) {
      if (idleFor < (timeoutMs === undefined ? idle.byOwnClock : longestWait(timeoutMs))) continue;
      gaveUpAfter = clock.now() - pendingSince;
      transport.failPending();
    } else {
      if (idleFor >= idle.byOwnClock && mayBeRetried(transport)) client.onOwnClock();
      if (idleFor >= (client.hasCrashed() ? idle.byOwnClock : stuckAfter(client, activity.isBusy()))) break;
    }
  }
  return gaveUpAfter;
}

/** Watches for requests sent after the client settled. */
export async function advanceAfterwards(client: Advanced): Promise<void> {
  const { clock, onCrash } = client;
  const activity = watchActivity(client);
  const until = clock.now() + afterwards;
  for (let skips = 0; ; skips += 1) {
    do await nextTurn();
    while (activity.idleFor() < idle.usually);
    if (!clock.hasTimers || clock.now() >= until) return;
    guarded(() => clock.skip(skips < skipsToEachTimer / 10 ? 0 : 1000), onCrash);
  }
}

function guarded(run: () => void, onCrash: (error: unknown) => void): void {
  try {
    run();
  } catch (error) {
    onCrash(error);
  }
}

/** Whether the last response is one after which clients retry. */
function mayBeRetried({ requests }: Transport): boolean {
  const status = requests.at(-1)?.response?.status;
  return status === 0 || status === 429 || (status !== undefined && status >= 500);
}

function stuckAfter({ transport, isOutside, timeoutMs }: Advanced, isBusy: boolean): number {
  const mayRetry = mayBeRetried(transport);
  const retryAfter = transport.requests.at(-1)?.response?.headers.get('retry-after') ?? '';
  const asked = mayRetry && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : 0;
  if (isOutside) {
    if (mayRetry) return stuckOutside.beforeRetry + asked;
    if (transport.requests.length > 0) return timeoutMs ?? stuckOutside.usually;
    return timeoutMs === undefined ? stuckOutside.beforeFirstRequest : Math.max(timeoutMs, stuckOutside.toStart);
  }
  if (isBusy) return stuck.whileBusy;
  return mayRetry ? stuck.beforeRetry + asked : stuck.usually;
}

/** Files, host names and the like that are being looked up: a client that waits for them waits for no timer. */
const lookUps = /^(FSReq|GetAddrInfoReq|GetNameInfoReq|QueryReq|TCPConnect|ProcessWrap)/;

/** Milliseconds for which a look-up counts as activity: one that takes longer may never end. */
const longestLookUp = 5000;

/** What a client has that waits in real time. */
const waits = /^(TCPSocketWrap|TLSWrap|ProcessWrap|PipeWrap)/;

/** How many resources of the process are look-ups, and how many wait in real time. */
export function countResources() {
  const names = process.getActiveResourcesInfo?.() ?? [];
  const count = (kind: RegExp) => names.filter((name) => kind.test(name)).length;
  return { lookUps: count(lookUps), waits: count(waits) };
}

function watchActivity({ clock, transport, isSlow, isOutside, before }: Advanced) {
  const looksUp = () => !isOutside && countResources().lookUps > before.lookUps;
  let seen = -1;
  let lastChange = systemTime.now();
  let idleSince = lastChange;
  return {
    /** Whether the client waits in real time: by a time-out, a socket or a child process of its own. In memory, no. */
    isBusy: () => isSlow && !isOutside && (clock.realTimers > 0 || countResources().waits > before.waits),
    /** Milliseconds since the last activity. */
    idleFor(): number {
      const now = systemTime.now();
      const activity = clock.activity + transport.activity;
      if (activity !== seen) lastChange = now;
      if (activity !== seen || (now - lastChange < longestLookUp && looksUp())) idleSince = now;
      seen = activity;
      return now - idleSince;
    },
  };
}
