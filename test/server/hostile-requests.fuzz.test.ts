import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { externalConnectionSchema } from '../../src/index.ts';
import { startServer } from '../../src/server/index.ts';
import { flawOf } from '../emulator/graph-response.ts';
import { hostileRequests } from '../emulator/hostile-requests.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';

test(
  'responds to hostile requests over HTTP as Graph would, and its store stays whole',
  timeoutOf(600_000),
  async () => {
    const emulator = createEmulator({ profile: 'documented', onAdvisory: () => {} });
    await using server = await startServer({ emulator });
    let count = 0;

    await fc.assert(
      fc.asyncProperty(hostileRequests, async ({ method, url, headers, body }) => {
        const { pathname, search } = new URL(url);
        // The page for people stands there, and a client cannot read the body of HEAD.
        fc.pre(pathname !== '/' && method !== 'HEAD');
        count += 1;
        if (count % 500 === 0) emulator.reset();
        const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };

        const response = await fetch(
          `${server.url}${pathname}${search}`,
          body === undefined ? init : { ...init, body },
        );

        expect(await flawOf(response.url, response)).toBeUndefined();
      }),
      budgetOf(10_000),
    );

    const { connections } = emulator;
    expect(connections.filter((one) => !externalConnectionSchema.safeParse(one).success)).toEqual([]);
    expect(new Set(connections.map(({ id }) => id.toLowerCase())).size).toBe(connections.length);
  },
);
