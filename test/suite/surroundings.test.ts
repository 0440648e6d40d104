import { type ChildProcess, spawn } from 'node:child_process';
import { log } from 'node:console';
import https from 'node:https';
import { exit } from 'node:process';
import { type CreateConnection, type SuiteOptions, situations } from 'external-connection-testkit/suite';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';

/** The kinds of what a client does wrong in a situation. */
async function kindsOf(key: string, client: CreateConnection, options?: SuiteOptions): Promise<readonly string[]> {
  const situation = situations.find((one) => one.key === key);
  const error = await situation?.run(client, options).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return (Object(error).findings ?? []).map(({ kind }: { kind: string }) => kind);
}

const post: CreateConnection = ({ graphUrl, accessToken, connection }) =>
  fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });

test('a client that calls process.exit has the finding end.exit, and the process goes on', async () => {
  const kinds = await kindsOf('refused.idHyphen', async (given) => {
    const { ok } = Object(await post(given));
    if (!ok) process.exit(1);
  });

  expect(kinds).toContain('end.exit');
});

test('after a run, what was imported by name is what it was before', async () => {
  await kindsOf('create.plain', post);

  expect(exit).toBe(process.exit);
  expect(log.name).not.toBe('recorded');
});

test('a response of fetch has a statusText, as over the network', async () => {
  const seen: unknown[] = [];

  await kindsOf('refused.idHyphen', async (given) => {
    const response = await post(given);
    const { statusText, url } = Object(response);
    seen.push(statusText, Object(response).clone().statusText, url);
    return response;
  });

  expect(seen).toEqual(['Bad Request', 'Bad Request', 'https://graph.microsoft.com/v1.0/external/connections']);
});

test('a request of node:https has the credentials that its URL names', async () => {
  const sent: unknown[] = [];

  await kindsOf('create.plain', async ({ graphUrl }) => {
    sent.push(https.get(graphUrl.replace('//', '//app:a%40b@')).getHeader('authorization'));
  });

  expect(sent).toEqual([`Basic ${btoa('app:a@b')}`]);
});

test('the first run passes in a test that has installed fake timers', async () => {
  vi.resetModules();
  const { situations: fresh } = await import('external-connection-testkit/suite');
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());

  await expect(fresh[0]?.run(post)).resolves.toMatchObject({ ended: 'resolved' });
});

test('process.hrtime passes with the time that is skipped', async () => {
  const seconds: number[] = [];

  await kindsOf('create.plain', async (given) => {
    const start = process.hrtime();
    await new Promise((resolve) => setTimeout(resolve, 90_000));
    const [whole, nanoseconds] = process.hrtime(start);
    seconds.push(whole + nanoseconds / 1e9);
    return post(given);
  });

  // As with Node's own timers, which count whole milliseconds, the finer clock may read a part of one less.
  expect(seconds).toEqual([expect.closeTo(90, 1)]);
});

describe('beside a process that runs on', () => {
  const children: ChildProcess[] = [];
  const runOn = () => void children.push(spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });

  test('that the test started, the clock still skips', async () => {
    runOn();

    const kinds = await kindsOf('create.plain', async (given) => {
      await new Promise((resolve) => setTimeout(resolve, 90_000));
      return post(given);
    });

    expect(kinds).toEqual([]);
  });

  test('that the client started, a client that never settles is stopped', { timeout: 60_000 }, async () => {
    const kinds = await kindsOf('create.plain', async (given) => {
      await post(given);
      runOn();
      await new Promise(() => {});
    });

    expect(kinds).toEqual(['end.pending']);
  });
});

test('a client that changes the connection that it was given has the finding given.changed', async () => {
  const kinds = await kindsOf('create.plain', async (given) => {
    Object.assign(given.connection, { name: 'Another name' });
    return post({ ...given, connection: { ...given.connection, name: 'Contoso HR' } });
  });

  expect(kinds).toEqual(['given.changed']);
});

test('a client that uses the global root in a national cloud has the finding sent.publicRoot', async () => {
  const kinds = await kindsOf('create.nationalCloud', (given) =>
    post({ ...given, graphUrl: 'https://graph.microsoft.com' }),
  );

  expect(kinds).toEqual(['sent.publicRoot']);
});

test('a client that retries for ever without a pause is stopped', async () => {
  const kinds = await kindsOf('connection.resetForEver', async (given) => {
    for (;;) await post(given).catch(() => {});
  });

  expect(kinds).toContain('pace.endless');
});

test('a client that gets 404 and creates nothing has the finding end.neverSent', async () => {
  const kinds = await kindsOf('create.plain', async ({ graphUrl, accessToken, connection }) => {
    const headers = { Authorization: `Bearer ${accessToken}` };
    const { status } = await fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, { headers });
    throw new Error(`Microsoft Graph answered ${status}.`);
  });

  expect(kinds).toEqual(['end.neverSent']);
});
