import { randomUUID } from 'node:crypto';
import { createEmulator, type Fault, faults } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OperationName } from '../../src/rules/index.ts';
import { linuxProcesses } from '../../src/server/proxy/linux-processes.ts';
import { pactFile } from '../pact/verify/pact-file.ts';
import { ended, startCli } from './run-cli.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A verification of a tenant in a process of its own; one operation of the tenant always has a fault. */
async function startVerification(fault: Fault, on: OperationName) {
  const emulator = createEmulator({ profile: 'live', onAdvisory: () => {} });
  emulator.plan(fault, { on, times: Number.POSITIVE_INFINITY });
  const { url, close } = await startServer({ emulator });
  onTestFinished(close);
  const mark = randomUUID();
  const env = { GRAPH_TOKEN: `canary-${mark}`, TESTKIT_TEST_MARK: mark };
  const child = startCli(['verify', '--graph-url', url, '--token-env', 'GRAPH_TOKEN', pactFile([{}])], env);
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end();
  return {
    emulator,
    child,
    rest: ended(child),
    deletionOf: (id: string) =>
      `curl -X DELETE -H "Authorization: Bearer $GRAPH_TOKEN" "${url}/v1.0/external/connections/${id}"`,
    /** Resolves when the tenant has had a request of the method. */
    sent: (method: string) =>
      expect
        .poll(() => emulator.exchanges.some(({ request }) => request.method === method), { timeout: 60_000 })
        .toBe(true),
    /** How many processes run: the command, and that of Pact's Verifier. Linux only. */
    running: () => countOf(`TESTKIT_TEST_MARK=${mark}`),
    /** How many of them have the token in their environment. */
    runningWithToken: () => countOf(`GRAPH_TOKEN=canary-${mark}`),
  };
}

function countOf(mark: string): number {
  return linuxProcesses(mark).filter(({ isMarked }) => isMarked).length;
}

describe('a verification of a tenant', { timeout: 120_000 }, () => {
  test.for(signals)('that gets %s deletes what it created and ends with exit code 2', async (signal) => {
    const { emulator, child, rest, sent, running } = await startVerification(
      faults.slow({ milliseconds: 300 }),
      'getConnection',
    );
    await sent('POST');

    child.kill(signal);

    const { stderr, exitCode } = await rest;
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Stopped. What the run had created is deleted, but for what a warning names.');
    expect(stderr).not.toContain('curl');
    expect(emulator.connections).toEqual([]);
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  });

  test.for(
    signals.flatMap((signal) => [
      { signal, how: 'get 503', fault: faults.serviceUnavailable() },
      { signal, how: 'get no response', fault: faults.hang() },
    ]),
  )(
    'that gets $signal while deletions $how prints the command that deletes what is left',
    async ({ signal, fault }) => {
      const { emulator, child, rest, sent, deletionOf, running } = await startVerification(fault, 'deleteConnection');
      await sent('DELETE');

      child.kill(signal);

      const { stderr, exitCode } = await rest;
      expect(exitCode).toBe(2);
      expect(emulator.connections.map(({ id }) => id)).toEqual(['contosohr']);
      expect(stderr).toContain(deletionOf('contosohr'));
      expect(stderr).not.toContain('canary');
      await expect.poll(running, { timeout: 10_000 }).toBe(0);
    },
  );

  test.for(signals)('that gets %s before it has found out what exists ends with exit code 2', async (signal) => {
    const { emulator, child, rest, sent } = await startVerification(faults.serviceUnavailable(), 'getConnection');
    await sent('GET');

    child.kill(signal);

    expect(await rest).toMatchObject({ stdout: '', exitCode: 2 });
    expect(emulator.exchanges.every(({ request }) => request.method === 'GET')).toBe(true);
  });

  test.runIf(process.platform === 'linux').for([...signals, 'SIGKILL'] as const)(
    'whose process gets %s, and SIGKILL at once, leaves no process of the Verifier',
    async (signal) => {
      const { child, rest, sent, running } = await startVerification(faults.hang(), 'createConnection');
      await sent('POST');
      await expect.poll(running, { timeout: 60_000 }).toBe(2);

      child.kill(signal);
      if (signal !== 'SIGKILL') child.kill('SIGKILL');
      await rest;

      await expect.poll(running, { timeout: 30_000 }).toBe(0);
    },
  );

  test.runIf(process.platform === 'linux')('does not hand the token to the process of the Verifier', async () => {
    const { child, rest, running, runningWithToken } = await startVerification(faults.hang(), 'createConnection');

    await expect.poll(running, { timeout: 60_000 }).toBe(2);

    expect(runningWithToken()).toBe(1);
    child.kill('SIGKILL');
    await rest;
  });
});
