import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, explainExchange, faults } from '../../src/emulator/index.ts';
import { createRequest, requestTo, stoppedClock } from './requests.ts';

const attemptsOf = (graph: Emulator) => graph.exchanges.map(({ attempt }) => attempt);

describe('attempt', () => {
  test('counts the tries of the same request', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { times: 2 });

    for (let index = 0; index < 3; index += 1) await graph.fetch(createRequest());

    expect(attemptsOf(graph)).toEqual([1, 2, 3]);
  });

  test('is 1 for another method, URL or body', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest());
    await graph.fetch(createRequest({ id: 'contosoit' }));
    await graph.fetch(createRequest({}, { url: 'https://graph.microsoft.com/v1.0/external/connections' }));
    await graph.fetch(requestTo('/contosohr'));
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    expect(attemptsOf(graph)).toEqual([1, 1, 1, 1, 1]);
  });

  test('looks at no header, for a client changes some from try to try', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({}, { headers: { Authorization: 'Bearer first-access-token' } }));
    await graph.fetch(createRequest({}, { headers: { Authorization: 'Bearer other-access-token' } }));

    expect(attemptsOf(graph)).toEqual([1, 2]);
  });

  test('starts anew after a GET that succeeded, for reading again is not a retry', async () => {
    const graph = createEmulator();
    graph.put({ id: 'contosohr', name: 'Contoso HR' });
    graph.plan(faults.throttled());

    for (let index = 0; index < 4; index += 1) await graph.fetch(requestTo('/contosohr'));

    expect(attemptsOf(graph)).toEqual([1, 2, 1, 1]);
  });

  test('starts anew on reset', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());

    graph.reset();
    await graph.fetch(createRequest());

    expect(attemptsOf(graph)).toEqual([1]);
  });

  test('forgets a request after 1,000 others, as the journal does', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const others = async (count: number) => {
      for (let index = 0; index < count; index += 1) await graph.fetch(requestTo(`/other${index}`));
    };

    await graph.fetch(requestTo('/contosohr'));
    await others(999);
    await graph.fetch(requestTo('/contosohr'));
    const remembered = graph.exchanges.at(-1)?.attempt;
    await others(1000);
    await graph.fetch(requestTo('/contosohr'));

    expect(remembered).toBe(2);
    expect(graph.exchanges.at(-1)?.attempt).toBe(1);
  });

  test('remembers a request that comes again and again', async () => {
    const graph = createEmulator({ profile: 'documented' });

    for (let index = 0; index < 1500; index += 1) {
      if (index % 500 === 0) await graph.fetch(requestTo('/contosohr'));
      await graph.fetch(requestTo(`/other${index}`));
    }
    await graph.fetch(requestTo('/contosohr'));

    expect(graph.exchanges.at(-1)?.attempt).toBe(4);
  });
});

describe('waited', () => {
  test.for([
    [400, { asked: 2, waited: 0.4, enough: false }],
    [1998, { asked: 2, waited: 1.998, enough: false }],
    [1999, { asked: 2, waited: 1.999, enough: true }],
    [2000, { asked: 2, waited: 2, enough: true }],
    [2500, { asked: 2, waited: 2.5, enough: true }],
  ] as const)('after 2 seconds were asked for and %i ms passed is %o', async ([milliseconds, waited]) => {
    const clock = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now: clock.now });
    graph.plan(faults.throttled({ retryAfter: 2 }));

    await graph.fetch(createRequest());
    clock.advance(milliseconds);
    await graph.fetch(createRequest());

    expect(graph.exchanges.map((exchange) => exchange.waited)).toEqual([undefined, waited]);
  });

  test('counts up to a date as well as seconds', async () => {
    const clock = stoppedClock('2026-05-04T03:02:01Z');
    const graph = createEmulator({ profile: 'documented', now: clock.now });
    graph.plan(faults.throttled({ retryAfter: new Date('2026-05-04T03:03:01Z') }));

    await graph.fetch(createRequest());
    clock.advance(59_000);
    await graph.fetch(createRequest());

    expect(graph.exchanges[1]?.waited).toEqual({ asked: 60, waited: 59, enough: false });
  });

  test('is enough after a date in the past', async () => {
    const graph = createEmulator({ profile: 'documented', now: stoppedClock('2026-05-04T03:02:01Z').now });
    graph.plan(faults.throttled({ retryAfter: new Date('2026-05-04T03:00:00Z') }));

    await graph.fetch(createRequest());
    await graph.fetch(createRequest());

    expect(graph.exchanges[1]?.waited).toEqual({ asked: 0, waited: 0, enough: true });
  });

  test('is measured from the try before, not from the first', async () => {
    const clock = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now: clock.now });
    graph.plan(faults.throttled({ retryAfter: 3 }), { times: 2 });

    for (const pause of [0, 3000, 1000]) {
      clock.advance(pause);
      await graph.fetch(createRequest());
    }

    expect(graph.exchanges.map((exchange) => exchange.waited?.enough)).toEqual([undefined, true, false]);
  });

  test.for([
    ['serviceUnavailable', faults.serviceUnavailable()],
    ['throttled', faults.throttled({ retryAfter: null })],
    ['connectionReset', faults.connectionReset()],
  ] as const)('is absent after %s without Retry-After', async ([, fault]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(fault);

    await graph.fetch(createRequest());
    await graph.fetch(createRequest());

    expect(graph.exchanges[1]).not.toHaveProperty('waited');
  });

  test('is absent after an unreadable Retry-After', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const headers = { 'Retry-After': 'soon' };
    graph.plan({ name: 'vague', stage: 'instead', change: (_, error) => error('throttled', headers) });

    await graph.fetch(createRequest());
    await graph.fetch(createRequest());

    expect(graph.exchanges[1]).not.toHaveProperty('waited');
  });
});

describe('explainExchange', () => {
  async function explained(pause: number, retryAfter: number | null) {
    const clock = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now: clock.now });
    graph.plan(faults.throttled({ retryAfter }));
    await graph.fetch(createRequest());
    clock.advance(pause);
    await graph.fetch(createRequest());
    return graph.exchanges.map(explainExchange);
  }

  test.for([
    [400, 2, 'This was attempt 2; the client waited 0.4 s of the 2 s that Retry-After asked for.'],
    [2500, 2, 'This was attempt 2; the client waited 2.5 s; Retry-After asked for 2 s.'],
    [400, null, 'This was attempt 2.'],
  ] as const)('says of a retry after %i ms of %o s: %s', async ([pause, retryAfter, sentence]) => {
    const [first, second] = await explained(pause, retryAfter);

    expect(first).toBe(
      'POST https://graph.microsoft.com/beta/external/connections got 429 TooManyRequests (fault throttled).',
    );
    expect(second).toBe(`POST https://graph.microsoft.com/beta/external/connections got 201.\n${sentence}`);
  });

  test('describes a response without a body', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    expect(graph.exchanges.map(explainExchange)[1]).toBe(
      'DELETE https://graph.microsoft.com/beta/external/connections/contosohr got 202.',
    );
  });
});
