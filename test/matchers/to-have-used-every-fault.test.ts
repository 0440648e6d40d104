import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { expect, test } from 'vitest';
import { createRequest } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

test('passes where nothing was planned, and where requests used up each plan', async () => {
  const graph = createEmulator();
  await hold((expect) => expect(graph).toHaveUsedEveryFault());
  graph.plan(faults.throttled(), { on: 'createConnection' });
  graph.plan(faults.badGateway(), { times: Number.POSITIVE_INFINITY });
  await graph.fetch(createRequest());
  await graph.fetch(createRequest());

  await hold((expect) => expect(graph).toHaveUsedEveryFault());
});

test('passes for faults by chance, which may hit no request', async () => {
  const graph = createEmulator();
  graph.plan(faults.throttled(), { chance: 0.0001 });

  await hold((expect) => expect(graph).toHaveUsedEveryFault());
});

test('fails for what is left, and names it', async () => {
  const graph = createEmulator();
  graph.plan(faults.throttled(), { on: 'createConnection', times: 3 });
  graph.plan(faults.hang(), { on: 'putItem' });
  graph.plan(faults.slow({ milliseconds: 1 }), { on: 'getItem', times: Number.POSITIVE_INFINITY });
  await graph.fetch(createRequest());

  expect(await failureOf((expect) => expect(graph).toHaveUsedEveryFault())).toMatchInlineSnapshot(`
    "Expected requests to use up every planned fault, but these are left:

    throttled, for 2 more requests of createConnection; used 1 time
    hang, for 1 more request of putItem; used 0 times
    slow, for every request of getItem; used 0 times"
  `);
  await hold((expect) => expect(graph).not.toHaveUsedEveryFault());
});

test('with .not fails where nothing is left', async () => {
  expect(await failureOf((expect) => expect(createEmulator()).not.toHaveUsedEveryFault())).toBe(
    'Expected a planned fault that no request used up, but there is none.',
  );
});

test('throws for anything but an emulator', async () => {
  expect(await failureOf((expect) => expect([]).toHaveUsedEveryFault())).toMatch(
    /^toHaveUsedEveryFault: expect\(…\) received an array of length 0\. It takes an emulator\./,
  );
});
