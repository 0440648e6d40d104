import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Broker } from './inject-broker.ts';

const commands = fileURLToPath(new URL('../../../node_modules/.bin/', import.meta.url));

/** The exit code of a command and all that it printed. */
export interface PactRun {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs one of Pact's commands against the broker. */
export function runPact(
  { env }: Broker,
  command: 'pact-broker' | 'pact-verifier',
  args: readonly string[],
): Promise<PactRun> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, NO_COLOR: '1', ...env }, timeout: 180_000 };
    const child = execFile(join(commands, command), args, options, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

interface Publication {
  readonly version: string;
  readonly branch?: string;
}

/** Runs `pact-broker publish` with one pact. */
export async function publish(broker: Broker, pact: object, { version, branch }: Publication): Promise<PactRun> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-pact-'));
  try {
    await writeFile(join(folder, 'pact.json'), JSON.stringify(pact));
    const onBranch = branch === undefined ? [] : ['--branch', branch];
    const args = ['publish', folder, '--consumer-app-version', version, ...onBranch];
    return await runPact(broker, 'pact-broker', args);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs `pact-broker can-i-deploy` of a version to an environment. */
export function canIDeploy(
  broker: Broker,
  pacticipant: string,
  version: string,
  environment = 'production',
): Promise<PactRun> {
  const which = ['--pacticipant', pacticipant, '--version', version, '--to-environment', environment];
  return runPact(broker, 'pact-broker', ['can-i-deploy', ...which]);
}

/** Runs `pact-broker record-deployment` of a version to production. */
export function recordDeployment(broker: Broker, pacticipant: string, version: string): Promise<PactRun> {
  const which = ['--pacticipant', pacticipant, '--version', version, '--environment', 'production'];
  return runPact(broker, 'pact-broker', ['record-deployment', ...which]);
}
