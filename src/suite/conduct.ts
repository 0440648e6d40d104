import { type Clock, systemTime, turn } from './clock/index.ts';
import type { World } from './world/index.ts';

interface Conducted {
  readonly clock: Clock;
  readonly world: World;
  /** Milliseconds that the client promises to wait for an answer at most. */
  readonly timeout: number | undefined;
  /** Whether the client has ended. */
  readonly isOver: () => boolean;
  /** Whether an error came that nobody handled: there is little hope that the client ends. */
  readonly hasCrashed: () => boolean;
  /** Called when an alarm throws. */
  readonly onCrash: (error: unknown) => void;
  /** Called when the client may be waiting by a clock of its own. */
  readonly onOwnClock: () => void;
}

/** Milliseconds without a sign of life, after which the client is taken to do nothing but wait. */
const quiet = { usually: 12, beforeFirstRequest: 400, byOwnClock: 150 } as const;

/**
 * Milliseconds without a sign of life, after which it is given up: longer than clients wait of their own accord, and
 * longest after an answer that makes them wait.
 */
const patience = { usually: 5000, beforeRetry: 15_000 } as const;

/** Milliseconds of the clock for which a client is watched after it has ended. */
const aftermath = 60_000;

/** More alarms than that while an answer is waited for belong to something else, such as a clock on the screen. */
const mostTicks = 100;

/** More skips than that come from something that ticks and does not end. */
const mostSkips = 1000;

/**
 * Lets time pass until the client has ended, or shows no sign that it ever will: wherever it can only be waiting for
 * an alarm, the clock skips ahead to it.
 *
 * @returns milliseconds after which who waited for an answer lost the connection, where that was needed.
 */
export async function conduct({ clock, world, timeout = 0, ...client }: Conducted): Promise<number | undefined> {
  const signs = signsOfLife(clock, world);
  let skips = 0;
  let skipsWhileWaiting = 0;
  let waitsSince: number | undefined;
  let gaveUpAfter: number | undefined;
  while (!client.isOver() && !world.isWornOut && skips < mostSkips) {
    await turn();
    if (client.isOver() || rings(clock, client.onCrash)) continue;
    const still = signs.stillFor();
    waitsSince = world.waiting > 0 ? (waitsSince ?? clock.now()) : undefined;
    skipsWhileWaiting = waitsSince === undefined ? 0 : skipsWhileWaiting;
    if (clock.untilNext !== undefined && skipsWhileWaiting < mostTicks) {
      if (still < (world.sent.length > 0 ? quiet.usually : quiet.beforeFirstRequest)) continue;
      clock.skip();
      skips += 1;
      skipsWhileWaiting += 1;
    } else if (waitsSince !== undefined) {
      if (still < Math.max(quiet.byOwnClock, timeout * 1.1)) continue;
      gaveUpAfter = clock.now() - waitsSince;
      world.drop();
    } else {
      if (still >= quiet.byOwnClock && asksForRetry(world)) client.onOwnClock();
      if (still >= (client.hasCrashed() ? quiet.byOwnClock : patienceWith(world))) break;
    }
  }
  return gaveUpAfter;
}

/** Lets a client that has ended do what it still has in mind. */
export async function watchAftermath({ clock, world, onCrash }: Pick<Conducted, 'clock' | 'world' | 'onCrash'>) {
  const signs = signsOfLife(clock, world);
  const until = clock.now() + aftermath;
  for (let skips = 0; skips < mostSkips; ) {
    await turn();
    if (rings(clock, onCrash) || signs.stillFor() < quiet.usually) continue;
    if (clock.now() + (clock.untilNext ?? aftermath) >= until) return;
    clock.skip();
    skips += 1;
  }
}

/** Whether an alarm went off. */
function rings(clock: Clock, onCrash: (error: unknown) => void): boolean {
  try {
    return clock.ring();
  } catch (error) {
    onCrash(error);
    return true;
  }
}

/** Whether the last answer is one after which clients try again. */
function asksForRetry({ sent }: World): boolean {
  const status = sent.at(-1)?.answer?.status;
  return status === 0 || status === 429 || (status !== undefined && status >= 500);
}

function patienceWith(world: World): number {
  if (!asksForRetry(world)) return patience.usually;
  const retryAfter = world.sent.at(-1)?.answer?.headers.get('retry-after') ?? '';
  return patience.beforeRetry + (/^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : 0);
}

/** Files, names and the like that are being looked up: whoever waits for them waits for no alarm. */
const slowResources = /^(FSReq|GetAddrInfoReq|GetNameInfoReq|QueryReq|TCPConnect|ProcessWrap)/;

/** Milliseconds for which a lookup is a sign of life: one that takes longer may never end. */
const longestLookup = 5000;

function signsOfLife(clock: Clock, world: World) {
  const lookups = () => process.getActiveResourcesInfo?.().filter((name) => slowResources.test(name)).length ?? 0;
  // What runs already, such as a server that the test started, is none of the client's.
  const before = lookups();
  let seen = -1;
  let acted = systemTime.now();
  let since = acted;
  return {
    /** Milliseconds since the last one. */
    stillFor(): number {
      const now = systemTime.now();
      const activity = clock.activity + world.activity;
      if (activity !== seen) acted = now;
      if (activity !== seen || (now - acted < longestLookup && lookups() > before)) since = now;
      seen = activity;
      return now - since;
    },
  };
}
