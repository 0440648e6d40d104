import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import type { ContractClient, ContractInput } from '../../src/pact/index.ts';
import { fakeToken } from '../../src/rules/index.ts';
import { interactionOf, ownContract, post } from './rehearse.ts';

const canary = fakeToken({ appid: 'canary-4711', roles: ['ExternalConnection.ReadWrite.OwnedBy'] });
const headers = { Authorization: `Bearer ${canary}`, 'Content-Type': 'application/json' };

/** Sends the token of its own, and whatever else the row says. */
const leaks: readonly (readonly [string, ContractClient])[] = [
  ['in the header', (input) => post(input, { headers })],
  [
    'in a header of another scheme',
    (input) => post(input, { headers: { ...headers, Authorization: `Basic ${canary}` } }),
  ],
  ['in the body, as a member', (input) => post(input, { body: { ...input.connection, token: canary } })],
  ['in the body, as a value', (input) => post(input, { body: { ...input.connection, description: canary } })],
  ['in the body, as an id', (input) => post(input, { body: { ...input.connection, id: canary } })],
  ['in the body, as a name of a member', (input) => post(input, { body: { ...input.connection, [canary]: 1 } })],
  ['in the query', (input) => post(input, { path: `/v1.0/external/connections?access_token=${canary}` })],
  ['in the path', (input) => post(input, { path: `/v1.0/external/connections/${canary}` })],
  ['everywhere', (input) => post(everywhere(input), { headers, path: `/v1.0/external/connections?token=${canary}` })],
  [
    'in what it throws',
    async (input) => {
      await post(input, { headers });
      throw new Error(`Failed with ${canary}`);
    },
  ],
];

function everywhere(input: ContractInput): ContractInput {
  return { ...input, connection: { ...input.connection, name: canary, description: `Bearer ${canary}` } };
}

/** The parts of the token that a text holds, cut or whole. */
function partsIn(text: string): string[] {
  const [header = '', payload = ''] = canary.split('.');
  return [header, payload].map((part) => part.slice(0, 20)).filter((part) => text.includes(part));
}

describe('a token that a client sends', () => {
  test.for(leaks)('%s reaches neither the pact file nor the error', async ([, client]) => {
    const contract = await ownContract();

    const failure = await contract.run(interactionOf(contract, 'create.minimal'), client).catch((error) => error);

    const file = existsSync(contract.file) ? await readFile(contract.file, 'utf8') : '';
    expect(partsIn(file + inspect(failure, { depth: 9 }))).toEqual([]);
  });

  test('is not printed while the client runs', async () => {
    const contract = await ownContract();
    const printed = (['stdout', 'stderr'] as const).map((stream) => vi.spyOn(process[stream], 'write'));

    for (const [, client] of leaks) {
      await contract.run(interactionOf(contract, 'create.minimal'), client).catch(() => {});
    }

    const text = printed.flatMap(({ mock }) => mock.calls).join('');
    vi.restoreAllMocks();
    expect(partsIn(text)).toEqual([]);
  });

  test('is not printed by the native core either, in a process of its own under node:test', () => {
    const file = fileURLToPath(new URL('leaking.node-test.ts', import.meta.url));

    const { stdout, stderr, status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', file], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', CANARY: canary },
    });

    expect(stdout).toContain('pass 1');
    expect(stdout).toContain('fail 1');
    expect(stdout).toContain('rule id.alphanumeric)');
    expect(partsIn(stdout + stderr)).toEqual([]);
    expect(status).toBe(1);
  });
});
