import { Agent, fetch as fetchOfUndici } from 'undici';
import { expect, test } from 'vitest';
import type { CreateConnection } from '../../src/suite/index.ts';
import { requestOf, urlOf } from './clients.ts';
import { errorOf, run } from './run.ts';

const fetchBefore = globalThis.fetch;

const captured: readonly (readonly [string, CreateConnection])[] = [
  ['a fetch that was copied before the run', (input) => fetchBefore(urlOf(input), requestOf(input))],
  [
    'the fetch of undici with a dispatcher of its own',
    (input) => fetchOfUndici(urlOf(input), { ...requestOf(input), dispatcher: new Agent() }),
  ],
];

test.for(captured)('a client with %s has one finding, which names over: http', async ([, client]) => {
  const { findings } = await errorOf('create.plain', client);

  expect(findings).toMatchObject([
    {
      kind: 'sent.unseen',
      received: 'a connection to graph.microsoft.com',
      fix: expect.stringContaining("over: 'http'"),
    },
  ]);
});

test.for(captured)('a client with %s is seen over HTTP', async ([, client]) => {
  await expect(run('create.plain', client, { over: 'http' })).resolves.toMatchObject({ creates: 1 });
});
