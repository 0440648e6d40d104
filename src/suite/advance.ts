import { type Clock, nextTurn, systemTime } from './clock.ts';
import type { Transport } from './transport.ts';

interface Advanced {
  readonly clock: Clock;
  readonly transport: Transport;
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

/** Milliseconds without activity after which the client is considered stuck: longer after a response that asks to wait. */
const stuck = { usually: 5000, beforeRetry: 15_000 } as const;

/** Milliseconds of the clock for which requests of a settled client are watched for. */
const afterwards = 60_000;

/** More timers than that while a response is pending belong to something else, such as a clock on the screen. */
const maxTimersWhilePending = 100;

/** After so many skips, each skips a second at least: a timer of a millisecond that repeats would take minutes. */
const skipsToEachTimer = 200;

/** More skips than that belong to a timer that repeats without end. */
const maxSkips = 1000;

/**
 * Advances the clock until the client settles or is considered stuck: wherever it can only be waiting for a timer, the
 * clock skips to it.
 *
 * @returns milliseconds after which pending requests were failed by the suite, where that was needed.
 */
export async function advance({ clock, transport, timeoutMs = 0, ...client }: Advanced): Promise<number | undefined> {
  const activity = watchActivity(clock, transport);
  let skips = 0;
  let skipsWhilePending = 0;
  let pendingSince: number | undefined;
  let gaveUpAfter: number | undefined;
  while (!client.isSettled() && !transport.isExhausted && skips < maxSkips) {
    await nextTurn();
    guarded(() => clock.fireDue(), client.onCrash);
    if (client.isSettled()) continue;
    const idleFor = activity.idleFor();
    pendingSince = transport.pending > 0 ? (pendingSince ?? clock.now()) : undefined;
    skipsWhilePending = pendingSince === undefined ? 0 : skipsWhilePending;
    if (clock.hasTimers && skipsWhilePending < maxTimersWhilePending) {
      if (idleFor < (transport.requests.length > 0 ? idle.usually : idle.beforeFirstRequest)) continue;
      guarded(() => clock.skip(skips < skipsToEachTimer ? 0 : 1000), client.onCrash);
      skips += 1;
      skipsWhilePending += 1;
    } else if (pendingSince !== undefined) {
      if (idleFor < Math.max(idle.byOwnClock, timeoutMs * 1.1)) continue;
      gaveUpAfter = clock.now() - pendingSince;
      transport.failPending();
    } else {
      if (idleFor >= idle.byOwnClock && mayBeRetried(transport)) client.onOwnClock();
      if (idleFor >= (client.hasCrashed() ? idle.byOwnClock : stuckAfter(transport))) break;
    }
  }
  return gaveUpAfter;
}

/** Watches for requests sent after the client settled. */
export async function advanceAfterwards({
  clock,
  transport,
  onCrash,
}: Pick<Advanced, 'clock' | 'transport' | 'onCrash'>): Promise<void> {
  const activity = watchActivity(clock, transport);
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

function stuckAfter(transport: Transport): number {
  if (!mayBeRetried(transport)) return stuck.usually;
  const retryAfter = transport.requests.at(-1)?.response?.headers.get('retry-after') ?? '';
  return stuck.beforeRetry + (/^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : 0);
}

/** Files, host names and the like that are being looked up: a client that waits for them waits for no timer. */
const lookUps = /^(FSReq|GetAddrInfoReq|GetNameInfoReq|QueryReq|TCPConnect|ProcessWrap)/;

/** Milliseconds for which a look-up counts as activity: one that takes longer may never end. */
const longestLookUp = 5000;

function watchActivity(clock: Clock, transport: Transport) {
  const countLookUps = () => process.getActiveResourcesInfo?.().filter((name) => lookUps.test(name)).length ?? 0;
  // What runs already, such as a server that the test started, does not belong to the client.
  const before = countLookUps();
  let seen = -1;
  let lastChange = systemTime.now();
  let idleSince = lastChange;
  return {
    /** Milliseconds since the last activity. */
    idleFor(): number {
      const now = systemTime.now();
      const activity = clock.activity + transport.activity;
      if (activity !== seen) lastChange = now;
      if (activity !== seen || (now - lastChange < longestLookUp && countLookUps() > before)) idleSince = now;
      seen = activity;
      return now - idleSince;
    },
  };
}
