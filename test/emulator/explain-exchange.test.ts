import { describe, expect, test } from 'vitest';
import { pathAndQueryOf } from '../../src/emulator/exchange.ts';
import { createEmulator, type Exchange, explainExchange, faults } from '../../src/emulator/index.ts';
import { createRequest, requestTo, stoppedClock } from './requests.ts';

async function lastOf(graph: ReturnType<typeof createEmulator>, ...requests: readonly Request[]): Promise<Exchange> {
  for (const request of requests) await graph.fetch(request);
  const last = graph.exchanges.at(-1);
  if (!last) throw new Error('Nothing was asked.');
  return last;
}

describe('explainExchange', () => {
  test('gives the request, the response and the reason', async () => {
    const exchange = await lastOf(createEmulator({ profile: 'documented' }), createRequest({ id: 'contoso-hr' }));

    expect(explainExchange(exchange)).toMatchInlineSnapshot(`
      "POST https://graph.microsoft.com/beta/external/connections got 400 InvalidRequest.
      id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).
        Fix: Use letters and digits only: no hyphen, underscore, space or accent.
        Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)"
    `);
  });

  test('prints what the live service would do differently', async () => {
    const exchange = await lastOf(
      createEmulator({ profile: 'documented', onAdvisory: () => {} }),
      createRequest({ state: 'ready' }),
    );

    expect(explainExchange(exchange)).toMatchInlineSnapshot(`
      "POST https://graph.microsoft.com/beta/external/connections got 201.
      state is computed by the service and must not be sent, got "ready" (at /state, rule state.readOnly).
        Fix: Leave the property out: the live service ignores it and returns its own value.
        Source: Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)"
    `);
  });

  test('names the fault that responded, and a retry that came too soon', async () => {
    const { now, advance } = stoppedClock();
    const graph = createEmulator({ profile: 'documented', now });
    graph.plan(faults.throttled({ retryAfter: 10 }), { times: 2 });
    await graph.fetch(createRequest());
    advance(3000);

    const exchange = await lastOf(graph, createRequest());

    expect(explainExchange(exchange)).toMatchInlineSnapshot(`
      "POST https://graph.microsoft.com/beta/external/connections got 429 TooManyRequests (fault throttled).
      This was attempt 2; the client waited 3 s of the 10 s that Retry-After asked for."
    `);
  });

  test('reports that there was no response', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.connectionReset());

    const exchange = await lastOf(graph, createRequest());

    expect(explainExchange(exchange)).toMatchInlineSnapshot(
      `"POST https://graph.microsoft.com/beta/external/connections got no response (fault connectionReset)."`,
    );
  });
});

describe('pathAndQueryOf', () => {
  test('leaves scheme, host and port out', async () => {
    const exchange = await lastOf(createEmulator({ profile: 'documented' }), requestTo('?$top=1'));

    expect(pathAndQueryOf(exchange)).toBe('/beta/external/connections?$top=1');
  });

  test('gives a URL that is none as it is, such as one that held a token', async () => {
    const exchange = await lastOf(createEmulator({ profile: 'documented' }), requestTo(''));
    const request = { ...exchange.request, url: '[redacted]' };

    expect(pathAndQueryOf({ ...exchange, request })).toBe('[redacted]');
  });
});
