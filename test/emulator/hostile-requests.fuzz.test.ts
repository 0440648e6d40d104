import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { externalConnectionSchema } from '../../src/index.ts';
import { budgetOf, isFullSize, timeoutOf } from '../fuzz/budget.ts';
import { flawOf } from './graph-response.ts';
import { type HostileRequest, hostileRequests } from './hostile-requests.ts';

function requestFrom({ method, url, headers, body }: HostileRequest): Request {
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  return new Request(url, body === undefined ? init : { ...init, body });
}

/** What is wrong with the connections that are stored; undefined where nothing is. */
function flawOfStore({ connections }: Emulator): string | undefined {
  const ids = new Set(connections.map(({ id }) => id.toLowerCase()));
  if (ids.size !== connections.length) return 'an id that is stored twice';
  return connections.map((each) => externalConnectionSchema.safeParse(each).error?.message).find(Boolean);
}

test('responds to hostile requests as Graph would, and its store stays whole', timeoutOf(600_000), async () => {
  const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });
  const statuses = new Map<number, number>();
  let count = 0;

  await fc.assert(
    fc.asyncProperty(hostileRequests, async (hostile) => {
      count += 1;
      if (count % 500 === 0) graph.reset();
      const response = await graph.fetch(requestFrom(hostile));

      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(await flawOf(hostile.url, response, hostile.method)).toBeUndefined();
      if (response.status < 300) expect(flawOfStore(graph)).toBeUndefined();
    }),
    budgetOf(100_000),
  );

  if (isFullSize) {
    expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual([
      200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 501,
    ]);
  }
  expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
});
