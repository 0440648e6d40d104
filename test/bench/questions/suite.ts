import { situations } from 'external-connection-testkit/suite';
import { careful } from '../../suite/clients.ts';
import { median } from '../in-turns.ts';
import type { Question } from '../row.ts';

/** How long the processor works for every situation with a plain client, in memory. */
export const suite: Question = async () => {
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await processorSeconds());
  const what = `suite: ${situations.length} situations with a plain client`;
  return [{ what, ours: median(rounds), unit: 's', target: { of: 'ours', atMost: 2 } }];
};

async function processorSeconds(): Promise<number> {
  const before = process.cpuUsage();
  for (const { run } of situations) await run(careful);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
