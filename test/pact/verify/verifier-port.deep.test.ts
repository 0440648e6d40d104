import { expect, test } from 'vitest';
import type { VerifierRequest } from '../../../src/pact/verify/run-verifier.ts';
import { runVerifier } from '../../../src/pact/verify/run-verifier.ts';
import { found, pactFile } from './pact-file.ts';

test('the port of the Verifier refuses every request but its own, and none of them reaches the provider', async () => {
  const asked: VerifierRequest[] = [];
  const statuses: number[] = [];

  await runVerifier({
    options: {
      provider: 'any',
      providerBaseUrl: 'http://127.0.0.1',
      pactUrls: [pactFile([found])],
      logLevel: 'error',
    },
    silenceMs: 30_000,
    signal: AbortSignal.timeout(30_000),
    async respond(request) {
      asked.push(request);
      if (request.path === '/_pactSetup') return { status: 200, headers: {}, body: '{}' };
      const root = `http://${String(request.headers.host).replace('localhost', '127.0.0.1')}`;
      for (const path of ['/v1.0/me/messages', request.path]) {
        statuses.push((await fetch(root + path, { method: request.method })).status);
      }
      return { status: 201, headers: { 'content-type': 'application/json' }, body: '{}' };
    },
  });

  const own = asked.filter(({ path }) => path !== '/_pactSetup');
  expect(statuses).toEqual([403, 403]);
  expect(own.map(({ path }) => path)).toEqual(['/v1.0/external/connections/contosohr']);
  expect(Object.keys(own[0]?.headers ?? {}).filter((name) => name.includes('testkit'))).toEqual([]);
});
