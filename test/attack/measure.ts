import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEmulator } from '../../src/emulator/index.ts';
import type { Kind } from './kinds.ts';

/** The milliseconds of CPU that an input takes, the least of so many times: other work and the garbage only add. */
export async function millisecondsOf(kind: Kind, size: number, times = 1): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const graph = createEmulator({ onAdvisory: () => {} });
    const input = kind.make(size);
    const start = process.cpuUsage();
    await (input instanceof Request ? graph.fetch(input) : input());
    const { user, system } = process.cpuUsage(start);
    taken.push((user + system) / 1000);
  }
  return Math.min(...taken);
}

/** How many times as long an input of twice the size takes. Below some milliseconds that is chance, and counts as 2. */
export async function growthOf(kind: Kind, size: number): Promise<number> {
  const once = await millisecondsOf(kind, size, 2);
  const twice = await millisecondsOf(kind, 2 * size, 2);
  return twice < 25 ? 2 : twice / once;
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
