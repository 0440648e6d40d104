import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import type { CreateConnection } from '../../src/suite/index.ts';
import { careful, post, refuseFailure, sleep } from './clients.ts';
import { kindsOf, run } from './run.ts';

const over = 'http';

describe('over HTTP', { timeout: 60_000 }, () => {
  test.for([
    ['a timer of its own', sleep],
    ['a timer of a setTimeout that was copied before the run', promisify(setTimeout)],
  ] as const)('a client is waited for while it has %s', async ([, wait]) => {
    const slow: CreateConnection = async (input) => {
      await wait(8000);
      return careful(input);
    };

    await expect(run('create.plain', slow, { over })).resolves.toMatchObject({ creates: 1 });
  });

  test('a client that gives up a second later than it promises passes, as one by undici does', async () => {
    const client: CreateConnection = (input) =>
      Promise.race([careful(input), sleep(3900).then(() => Promise.reject(new Error('No response within 3 s.')))]);

    const report = await run('connection.hang', client, { over, timeoutMs: 3000 });

    expect(report).toMatchObject({ ended: 'rejected', creates: 1 });
  });

  test('a client is waited for while its child process runs', async () => {
    const inChild: CreateConnection = async ({ graphUrl, accessToken, connection }) => {
      const program = `setTimeout(() => fetch('${graphUrl}/v1.0/external/connections', {
        method: 'POST',
        headers: { Authorization: 'Bearer ${accessToken}', 'Content-Type': 'application/json' },
        body: JSON.stringify(${JSON.stringify(connection)}),
      }), 6000)`;
      await promisify(execFile)(process.execPath, ['--eval', program]);
    };

    await expect(run('create.plain', inChild, { over })).resolves.toMatchObject({ creates: 1 });
  });

  test('a client is waited for while its worker thread runs', async () => {
    const inThread: CreateConnection = ({ graphUrl, accessToken, connection }) => {
      const program = `setTimeout(() => fetch('${graphUrl}/v1.0/external/connections', {
        method: 'POST',
        headers: { Authorization: 'Bearer ${accessToken}', 'Content-Type': 'application/json' },
        body: JSON.stringify(${JSON.stringify(connection)}),
      }), 6000)`;
      const worker = new Worker(program, { eval: true });
      return once(worker, 'exit');
    };

    await expect(run('create.plain', inThread, { over })).resolves.toMatchObject({ creates: 1 });
  });

  test('a client that cannot read a Retry-After date has a finding', async () => {
    const numbersOnly: CreateConnection = async (input) => {
      let response = await post(input);
      if (response.status === 429) {
        await sleep((Number(response.headers.get('Retry-After')) || 2) * 1000);
        response = await post(input);
      }
      return refuseFailure(response);
    };

    expect(await kindsOf('throttled.untilDate', numbersOnly, { over })).toEqual(['pace.tooSoon']);
  });

  // Last, for it loads the suite anew.
  test('a client is waited for where the runtime reports no timers, as Bun', async () => {
    vi.doMock('node:async_hooks', () => ({ createHook: () => ({ enable: () => ({ disable() {} }) }) }));
    vi.resetModules();
    const { situations } = await import('../../src/suite/index.ts');
    const slow: CreateConnection = async (input) => {
      await sleep(8000);
      return careful(input);
    };

    await expect(situations[0]?.run(slow, { over })).resolves.toMatchObject({ creates: 1 });
  });
});
