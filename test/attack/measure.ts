import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEmulator } from '../../src/emulator/index.ts';
import type { Kind } from './kinds.ts';

/** The milliseconds of CPU that an input takes once. */
export async function millisecondsOf(kind: Kind, size: number): Promise<number> {
  const graph = createEmulator({ onAdvisory: () => {} });
  const input = kind.make(size);
  const start = process.cpuUsage();
  await (input instanceof Request ? graph.fetch(input) : input());
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The least of some measurements, which ends with the first below a limit: a busy machine and the garbage only add. */
export async function leastBelow(limit: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < mostTurns && least > limit; turn += 1) least = Math.min(least, await measure());
  return least;
}

const mostTurns = 4;

/**
 * How many times as long an input of twice the size takes. Where that is above a limit, the next larger size decides:
 * chance, and a step of the engine at one size, do not come back there, and what is not linear does.
 */
export async function growthOf(
  measure: (size: number) => Promise<number>,
  size: number,
  limit: number,
): Promise<number> {
  const growth = await growthAt(size);
  return growth > limit ? await growthAt(2 * size) : growth;

  /** By the least of two measurements each, and of more while it is above the limit. Few milliseconds count as 2. */
  async function growthAt(size: number): Promise<number> {
    let [once, twice, growth] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 2];
    for (let turn = 0; turn < 2 || (turn < mostTurns && growth > limit); turn += 1) {
      once = Math.min(once, await measure(size));
      twice = Math.min(twice, await measure(2 * size));
      growth = twice < 25 ? 2 : twice / once;
    }
    return growth;
  }
}

/** The megabytes that are in use once the garbage is collected. */
export async function megabytesInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  for (let turn = 0; turn < 3; turn += 1) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
