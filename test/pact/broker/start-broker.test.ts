import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { publishPact, publishResult, record } from './broker-api.ts';
import { brokerAt, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';
import { canIDeploy } from './run-pact.ts';
import { startBroker } from './start-broker.ts';

describe.skipIf(inject('broker').isNamed)('a broker that is started', () => {
  test('keeps pacts, results and deployments over a restart', async () => {
    const started = await startBroker();
    onTestFinished(started.stop);
    const broker = brokerAt(started.url, {});
    const parties = partiesOf('restarted');
    const { consumer, provider } = parties;

    await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
    await started.restart();
    await publishResult(broker, { provider, version: 'a', success: true });
    await record(broker, 'deployment', { name: provider, version: 'a' });
    await started.restart();

    expect(await canIDeploy(broker, consumer, '1')).toMatchObject({ exitCode: 0 });
  });

  test('ends when the process that started it is killed', async () => {
    const module = new URL('start-broker.ts', import.meta.url);
    const script = `const { startBroker } = await import('${module}'); console.log((await startBroker()).url);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line]: Buffer[] = await once(parent.stdout, 'data');
    const url = String(line).trim();

    const { status } = await fetch(url);
    parent.kill('SIGKILL');

    expect(status).toBe(200);
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 180_000 });
  });
});
