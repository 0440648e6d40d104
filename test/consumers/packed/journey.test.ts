import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, canary, isDouble } from '../../pact/broker/broker-at-hand.ts';
import { installing, quickInstall } from './empty-project.ts';
import { pack } from './pack.ts';
import { type ReadmeBlock, readmeBlocks } from './readme-block.ts';
import { createUserFolder, type UserFolder } from './user-folder.ts';

let folder: UserFolder;
let broker: BrokerAtHand;
/** All that the commands have printed. */
const printed: string[] = [];

/** Does what a block of the README says: its file is written, its lines are run. */
async function follow({ file, code }: ReadmeBlock, env: Readonly<Record<string, string>> = {}): Promise<void> {
  if (file !== undefined) return folder.write(file, code);
  const lines = installing(code, tarball);
  printed.push(await folder.runLines(lines, { ...quickInstall, ...broker.env, ...env }));
}

let tarball: string;

beforeAll(async () => {
  [folder, broker] = await Promise.all([createUserFolder(), brokerAtHand()]);
  tarball = await pack(folder.path);
});
afterAll(async () => {
  await folder.remove();
  await broker.close();
});

describe.runIf(isDouble)('in an empty folder, after the journey of the README', () => {
  beforeAll(async () => {
    for (const block of readmeBlocks('From an empty folder to a deployment')) await follow(block);
  }, 600_000);

  test('the contract may be deployed', () => {
    expect(printed.at(-1)).toContain('Computer says yes');
  });

  test('the pipeline brings the next version to production', async () => {
    for (const block of readmeBlocks('In a pipeline')) await follow(block, { COMMIT: '1f0c2d9', BRANCH: 'main' });

    expect(printed.at(-1)).toMatch(/Computer says yes.*Recorded deployment of contoso-hr-connector version 1f0c2d9/s);
  });

  test('the token of the broker was neither printed nor written', async () => {
    const written = await folder.run('grep', '-rlF', canary, '.', '--exclude-dir=node_modules').catch(() => '');

    expect(written + printed.filter((text) => text.includes(canary))).toBe('');
    expect(JSON.stringify(broker.exchanges)).not.toContain(canary);
  });
});
