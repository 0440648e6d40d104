import { setTimeout as sleepByImport } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { CreateConnection } from '../../src/suite/index.ts';
import { careful, post, refuseFailure, retrying, sleep, waitOf } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

const always = Number.POSITIVE_INFINITY;

const hasty: readonly (readonly [string, string, string, CreateConnection])[] = [
  ['takes seconds for milliseconds', 'throttled.once', 'pace.tooSoon', retrying((response) => waitOf(response) / 1000)],
  ['always waits 3 s', 'throttled.once', 'pace.tooSoon', retrying(() => 3000)],
  ['waits 5 s at most', 'throttled.twice', 'pace.tooSoon', retrying((response) => Math.min(5000, waitOf(response)))],
  [
    'cannot read a date',
    'throttled.untilDate',
    'pace.tooSoon',
    retrying(({ headers }) => Number(headers.get('Retry-After')) * 1000 || 0),
  ],
  [
    'does not wait without the header',
    'throttled.withoutHeader',
    'pace.hammering',
    retrying(({ headers }) => Number(headers.get('Retry-After')) * 1000),
  ],
  ['never stops', 'throttled.forEver', 'pace.endless', retrying(waitOf, always)],
  ['never stops, and never waits', 'error.500', 'pace.endless', retrying(() => 0, always)],
];

test.for(hasty)('a client that %s has a finding in %s: %s', async ([, key, kind, client]) => {
  expect(await kindsOf(key, client)).toContain(kind);
});

test.for(['refused.idHyphen', 'permission.missing', 'duplicate.sameId'])(
  'a client that repeats a request that cannot succeed has the finding pace.pointless in %s',
  async (key) => {
    const client: CreateConnection = async (input) => {
      const first = await post(input);
      if (first.ok) return;
      await sleep(1000);
      await refuseFailure(await post(input));
    };

    expect(await kindsOf(key, client)).toEqual(['pace.pointless']);
  },
);

test('a client that creates again while a request that it did not abort is pending has the finding pace.twice', async () => {
  const client: CreateConnection = async (input) => {
    const attempt = (init?: RequestInit) =>
      Promise.race([post(input, init), sleep(5000).then(() => Promise.reject(new Error('No response within 5 s.')))]);
    await refuseFailure(await attempt().catch(() => attempt()));
  };
  const aborting: CreateConnection = async (input) => {
    const attempt = () => post(input, { signal: AbortSignal.timeout(5000) });
    await refuseFailure(await attempt().catch(() => attempt()));
  };

  expect(await kindsOf('connection.hang', client)).toEqual(['pace.twice']);
  await expect(run('connection.hang', aborting)).resolves.toMatchObject({ creates: 2 });
});

test('after a 401 one more attempt is allowed, with a new token or not, and a second is not', async () => {
  const attempts =
    (count: number): CreateConnection =>
    async (input) => {
      let response = await post(input);
      for (let attempt = 1; attempt < count && response.status === 401; attempt += 1) response = await post(input);
      await refuseFailure(response);
    };

  await expect(run('token.expired', attempts(2))).resolves.toMatchObject({ creates: 2, ended: 'rejected' });
  expect(await kindsOf('token.expired', attempts(3))).toContain('pace.pointless');
});

test('a client that sends its request twice has the finding pace.twice', async () => {
  const client: CreateConnection = async (input) => {
    const [first] = await Promise.all([post(input), post(input)]);
    await refuseFailure(first);
  };
  const again: CreateConnection = async (input) => {
    await careful(input);
    await post(input);
  };

  expect(await kindsOf('create.plain', client)).toEqual(['pace.twice']);
  expect(await kindsOf('create.plain', again)).toEqual(['pace.twice']);
});

test('a client that retries has the finding pace.promisedNever with retries: never', async () => {
  expect(await kindsOf('throttled.zero', retrying(waitOf), { retries: 'never' })).toEqual(['pace.promisedNever']);
});

test('a client that does not retry has the finding end.promisedRetry with retries: throttling and outages', async () => {
  expect(await kindsOf('throttled.once', careful, { retries: 'throttling' })).toEqual(['end.promisedRetry']);
  expect(await kindsOf('unavailable.once', careful, { retries: 'outages' })).toEqual(['end.promisedRetry']);
});

const waits: readonly (readonly [string, (milliseconds: number) => Promise<unknown>])[] = [
  ['setTimeout', sleep],
  ['node:timers/promises', (milliseconds) => sleepByImport(milliseconds)],
  ['a promisified setTimeout of that moment', (milliseconds) => promisify(setTimeout)(milliseconds)],
  [
    'AbortSignal.timeout',
    (milliseconds) => new Promise((resolve) => AbortSignal.timeout(milliseconds).addEventListener('abort', resolve)),
  ],
  [
    'the date',
    async (milliseconds) => {
      for (const until = Date.now() + milliseconds; Date.now() < until; ) await sleep(500);
    },
  ],
];

test.for(waits)('a client that waits by %s is timed by the same clock', async ([, wait]) => {
  const client: CreateConnection = async (input) => {
    let response = await post(input);
    for (; response.status === 429; response = await post(input)) await wait(waitOf(response));
    await refuseFailure(response);
  };

  await expect(run('throttled.twice', client, { retries: 'throttling' })).resolves.toMatchObject({ creates: 3 });
});

test('a client with a setTimeout that was copied before the run waits in real time, and passes', async () => {
  const captured = promisify(setTimeout);
  const client: CreateConnection = async (input) => {
    let response = await post(input);
    if (response.status === 429) {
      await captured(waitOf(response));
      response = await post(input);
    }
    await refuseFailure(response);
  };

  await expect(run('throttled.withoutHeader', client)).resolves.toMatchObject({ creates: 2 });
  await expect(run('throttled.once', client, { retries: 'throttling' })).resolves.toMatchObject({ creates: 2 });
});

test('a run restores the timers, the date and fetch', async () => {
  const { setTimeout: before, Date: dateBefore, fetch: fetchBefore } = globalThis;

  await run('throttled.once', retrying(waitOf));

  expect(globalThis.setTimeout).toBe(before);
  expect(globalThis.Date).toBe(dateBefore);
  expect(globalThis.fetch).toBe(fetchBefore);
});

test('two runs at once take turns', async () => {
  const reports = await Promise.all([run('throttled.once', retrying(waitOf)), run('create.plain', careful)]);

  expect(reports).toMatchObject([{ creates: 2 }, { creates: 1 }]);
});

test('only a client that set a timer may have counted milliseconds', async () => {
  const busy: CreateConnection = async (input) => {
    const response = await post(input);
    if (response.status !== 429) return refuseFailure(response);
    for (const until = performance.now() + 15; performance.now() < until; );
    return careful(input);
  };
  const receivedOf = async (client: CreateConnection) =>
    (await errorOf('throttled.once', client)).findings[0]?.received;

  expect(await receivedOf(retrying((response) => waitOf(response) / 1000))).toContain('counted milliseconds');
  expect(await receivedOf(busy)).toMatch(/^after 0\.\d+ s$/);
});

test('the error shows how long Retry-After asked for, and how long the client waited', async () => {
  const error = await errorOf(
    'throttled.once',
    retrying(() => 3000),
  );

  expect(error.message.replaceAll(/3\.\d+ s/g, '3 s')).toMatchInlineSnapshot(`
    "throttled.once (429, Retry-After 10 s → waits, then succeeds): 1 finding.

    It did not wait as long as the service asked for. (pace.tooSoon)
      Expected: the next request at the earliest 10 s after the 429 with "Retry-After: 10"
      Received: after 3 s
      Why it matters: Requests that come too soon count against the limit too, so the throttling goes on for longer.
      Fix: Wait for Retry-After before the next request: a number counts seconds, anything else is an HTTP date.
      Source: Microsoft Graph throttling guidance (https://learn.microsoft.com/graph/throttling)

    Requests:
      POST https://graph.microsoft.com/v1.0/external/connections got 429 TooManyRequests (fault throttled).
      POST https://graph.microsoft.com/v1.0/external/connections got 201.
        This was attempt 2; the client waited 3 s of the 10 s that Retry-After asked for."
  `);
});
