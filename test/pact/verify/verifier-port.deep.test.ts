import { expect, onTestFinished, test } from 'vitest';
import { runVerifier, startPactProcess } from '../../../src/pact/verify/run-verifier.ts';
import { found, pactFile } from './pact-file.ts';

test('the port of the Verifier refuses every request but its own, and none of them reaches the provider', async () => {
  const asked: string[] = [];
  const statuses: number[] = [];

  const pact = startPactProcess({});
  onTestFinished(pact.close);

  await runVerifier({
    pact,
    options: { provider: 'any', pactUrls: [pactFile([found])], logLevel: 'error' },
    silenceMs: 30_000,
    signal: AbortSignal.timeout(30_000),
    async respond(path, { url, method }) {
      asked.push(path);
      if (path === '/_pactSetup') return Response.json({});
      const { origin } = new URL(url);
      for (const other of ['/v1.0/me/messages', path]) {
        statuses.push((await fetch(origin + other, { method })).status);
      }
      statuses.push((await fetch(`${origin}/_pactSetup`, { method: 'POST', body: '{"state":""}' })).status);
      return Response.json({}, { status: 201 });
    },
  });

  expect(statuses).toEqual([403, 403, 403]);
  expect(asked.filter((path) => path !== '/_pactSetup')).toEqual(['/v1.0/external/connections/contosohr']);
});
