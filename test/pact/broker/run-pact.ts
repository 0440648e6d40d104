import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrokerAtHand } from './broker-at-hand.ts';

const commands = fileURLToPath(new URL('../../../node_modules/.bin/', import.meta.url));

/** How a command ended, and all that it printed. */
export interface PactRun {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs one of Pact's commands as a user would, against the broker at hand. */
export function runPact(
  { env }: BrokerAtHand,
  command: 'pact-broker' | 'pact-verifier',
  words: readonly string[],
): Promise<PactRun> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, NO_COLOR: '1', ...env }, timeout: 60_000 };
    const child = execFile(join(commands, command), words, options, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

interface Publishing {
  readonly version: string;
  readonly branch?: string;
  /** Such as `['--tag', 'prod']` or `['--merge']`. */
  readonly flags?: readonly string[];
}

/** `pact-broker publish` of one pact, from a file that is gone afterwards. */
export async function publish(
  broker: BrokerAtHand,
  pact: object,
  { version, branch, flags = [] }: Publishing,
): Promise<PactRun> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-pact-'));
  try {
    await writeFile(join(folder, 'pact.json'), JSON.stringify(pact));
    const onBranch = branch === undefined ? [] : ['--branch', branch];
    const words = ['publish', folder, '--consumer-app-version', version, ...onBranch, ...flags];
    return await runPact(broker, 'pact-broker', words);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `pact-broker can-i-deploy` of a version to production. */
export function canIDeploy(broker: BrokerAtHand, pacticipant: string, version: string): Promise<PactRun> {
  const which = ['--pacticipant', pacticipant, '--version', version, '--to-environment', 'production'];
  return runPact(broker, 'pact-broker', ['can-i-deploy', ...which]);
}

/** `pact-broker record-deployment` of a version to production. */
export function recordDeployment(broker: BrokerAtHand, pacticipant: string, version: string): Promise<PactRun> {
  const which = ['--pacticipant', pacticipant, '--version', version, '--environment', 'production'];
  return runPact(broker, 'pact-broker', ['record-deployment', ...which]);
}
