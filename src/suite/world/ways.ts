import { serviceRoots } from '../../rules/index.ts';
import { startServer } from '../../server/index.ts';
import { type Clock, createClock, liveBy, promisedTimersOn } from '../clock/index.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { intercept } from './intercept.ts';

/** A way to a world, and what waiting is there. */
export interface Way {
  readonly graphUrl: string;
  readonly world: World;
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Whether every wait takes its time. */
  readonly isSlow: boolean;
  /** Puts everything back. */
  leave(): Promise<void>;
}

interface WayOptions extends Pick<WorldOptions, 'emulator' | 'isStray'> {
  /** The root of Graph in memory; undefined: the global one. */
  readonly graphUrl: string | undefined;
}

/** The ways to a world, by the option `over`. */
export const ways = { memory: throughMemory, http: throughHttp };

/** Leads the requests of this process to a world, and lets it live by the kit's clock. */
async function throughMemory(options: WayOptions): Promise<Way> {
  const { graphUrl = serviceRoots[0] } = options;
  const clock = createClock();
  const world = createWorld({ ...options, graphUrl, clock });
  const putBack = [intercept(world), liveBy(clock)];
  return {
    graphUrl,
    world,
    clock,
    sleep: promisedTimersOn(clock).setTimeout,
    isSlow: false,
    async leave() {
      for (const undo of putBack.toReversed()) undo();
    },
  };
}

/** A server on this machine, whose clock is the system's. */
async function throughHttp(options: WayOptions): Promise<Way> {
  const clock = createClock();
  const world = createWorld({ ...options, graphUrl: undefined, clock });
  const answering = {
    ...world.emulator,
    connections: [],
    exchanges: [],
    fetch: (input: Request) => world.fetch(input),
  };
  const { url, close } = await startServer({ emulator: answering as typeof world.emulator });
  const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  return { graphUrl: url, world, clock, sleep, isSlow: true, leave: close };
}
