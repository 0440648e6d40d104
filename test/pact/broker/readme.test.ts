import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installing, quickInstall } from '../../consumers/packed/empty-project.ts';
import { blocksBelow } from '../../consumers/packed/markdown-block.ts';
import { pack } from '../../consumers/packed/pack.ts';
import { createUserFolder, type UserFolder } from '../../consumers/packed/user-folder.ts';
import type { MarkdownBlock } from '../../readme/markdown.ts';
import { brokerAt, injectBroker } from './inject-broker.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

const guide = 'src/pact/README.md';
const token = 'canary-3e8d51b2-broker-token';

describe.skipIf(inject('broker').isNamed)('the guide of contracts, followed in an empty folder', () => {
  const printed: string[] = [];
  let folder: UserFolder;
  let tarball: string;
  let proxy: RecordingProxy;

  /** Writes the file of a block, or runs its lines. */
  async function follow({ file, code }: MarkdownBlock, env: Readonly<Record<string, string>> = {}): Promise<void> {
    if (file !== undefined) return folder.write(file, code);
    const lines = installing(code, tarball);
    printed.push(await folder.runLines(lines, { ...quickInstall, ...brokerAt(proxy.url, { token }).env, ...env }));
  }

  beforeAll(async () => {
    [folder, proxy] = await Promise.all([createUserFolder(), startRecordingProxy(injectBroker(), token)]);
    tarball = await pack(folder.path);
    for (const block of blocksBelow('From an empty folder to a deployment', guide)) await follow(block);
  });
  afterAll(async () => {
    await folder.remove();
    await proxy.close();
  });

  test('takes the contract to a deployment', () => {
    expect(printed.at(-1)).toContain('Computer says yes');
  });

  test('takes the next version to production in a pipeline', async () => {
    for (const block of blocksBelow('In a pipeline', guide)) await follow(block, { COMMIT: '1f0c2d9', BRANCH: 'main' });

    expect(printed.at(-1)).toMatch(/Computer says yes.*Recorded deployment of contoso-hr-connector version 1f0c2d9/s);
  });

  test('neither prints nor writes the token of the broker', async () => {
    const written = await folder.run('grep', '-rlF', token, '.', '--exclude-dir=node_modules').catch(() => '');

    expect(written + printed.filter((text) => text.includes(token))).toBe('');
  });
});
