import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { expect, test } from 'vitest';
import { createRequest, stoppedClock } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

/** A tenant that throttles a client once, for 2 seconds; the client comes back after so many milliseconds each. */
async function throttledFor(...waits: readonly number[]) {
  const clock = stoppedClock();
  const graph = createEmulator({ profile: 'live', now: clock.now });
  graph.plan(faults.throttled({ retryAfter: 2 }), { times: Math.max(1, waits.length) });
  await graph.fetch(createRequest());
  for (const wait of waits) {
    clock.advance(wait);
    await graph.fetch(createRequest());
  }
  return graph;
}

test('passes for a client that waits as long, or longer', async () => {
  const graph = await throttledFor(2000, 5000);

  await hold((expect) => expect(graph).toHaveWaitedRetryAfter());
});

test('fails for a client that reads seconds as milliseconds', async () => {
  const graph = await throttledFor(2);

  expect(await failureOf((expect) => expect(graph).toHaveWaitedRetryAfter())).toMatchInlineSnapshot(`
    "Expected each retry to wait as long as Retry-After asks, but at least one did not.

    POST https://graph.microsoft.com/beta/external/connections got 201.
    This was attempt 2; the client waited 0.002 s of the 2 s that Retry-After asked for.
    Request body: {"id":"contosohr","name":"Contoso HR","description":"Connect… (92 characters)

    Read the header Retry-After, wait for that number of seconds (not milliseconds) or until that date, then send the request again.
    Source: Microsoft Graph throttling guidance (https://learn.microsoft.com/graph/throttling)"
  `);
});

test('fails for a client that is too early once', async () => {
  const graph = await throttledFor(2000, 1000, 2000);

  await hold((expect) => expect(graph).not.toHaveWaitedRetryAfter());
});

test('fails for a client that gives up', async () => {
  const graph = await throttledFor();

  expect(await failureOf((expect) => expect(graph).toHaveWaitedRetryAfter())).toMatchInlineSnapshot(`
    "Expected a retry after the seconds of Retry-After, but the client sent the request once.

    POST https://graph.microsoft.com/beta/external/connections got 429 TooManyRequests (fault throttled).
    Request body: {"id":"contosohr","name":"Contoso HR","description":"Connect… (92 characters)

    Read the header Retry-After, wait for that number of seconds (not milliseconds) or until that date, then send the request again.
    Source: Microsoft Graph throttling guidance (https://learn.microsoft.com/graph/throttling)"
  `);
});

test('.not fails for a client that waits', async () => {
  const graph = await throttledFor(2000);

  expect(await failureOf((expect) => expect(graph).not.toHaveWaitedRetryAfter())).toMatchInlineSnapshot(`
    "Expected a retry that is too early, but there was none.

    POST https://graph.microsoft.com/beta/external/connections got 201.
    This was attempt 2; the client waited 2 s; Retry-After asked for 2 s.
    Request body: {"id":"contosohr","name":"Contoso HR","description":"Connect… (92 characters)"
  `);
});

test('throws where no response had Retry-After', async () => {
  const graph = createEmulator({ profile: 'documented' });
  await graph.fetch(createRequest());

  expect(await failureOf((expect) => expect(graph).toHaveWaitedRetryAfter())).toMatchInlineSnapshot(
    `"toHaveWaitedRetryAfter: expect(…) received an emulator. It takes an emulator that has sent a response with Retry-After, and this one has not. Plan it before your client runs: graph.plan(faults.throttled({ retryAfter: 2 }))."`,
  );
  expect(await failureOf((expect) => expect(graph).not.toHaveWaitedRetryAfter())).toMatch(/^toHaveWaitedRetryAfter/);
});

test('takes no argument, and an emulator', async () => {
  const graph = await throttledFor(2000);

  // @ts-expect-error an argument
  expect(await failureOf((expect) => expect(graph).toHaveWaitedRetryAfter(2))).toMatchInlineSnapshot(
    `"toHaveWaitedRetryAfter(…) received the number 2. It takes no argument. The seconds are those of the header Retry-After."`,
  );
  expect(await failureOf((expect) => expect(null).toHaveWaitedRetryAfter())).toMatchInlineSnapshot(
    `"toHaveWaitedRetryAfter: expect(…) received null. It takes an emulator, or the exchanges of one. Pass what createEmulator() or useEmulator() returned: expect(graph)."`,
  );
});
