import { expect, test, vi } from 'vitest';
import { createRedactor } from '../../../src/emulator/redact.ts';
import { createVerifierBridge } from '../../../src/pact/verify/verifier-bridge.ts';

const path = '/v1.0/external/connections/contosohr';

/** A bridge in front of a provider that responds so, with a function that sends a request of the Verifier to it. */
function bridgeTo(response: Response) {
  const bridge = createVerifierBridge(
    { setUp: async () => ({}), ask: async () => response },
    { redactor: createRedactor(), responseTime: 1000, abandon: () => {} },
  );
  return { bridge, respond: () => bridge.respond(path, new Request(`http://127.0.0.1${path}`)) };
}

test('a redirect has no Location, which the core of Pact would follow', async () => {
  const { respond } = bridgeTo(new Response(null, { status: 302, headers: { Location: 'https://other.example' } }));

  const { status, headers } = await respond();

  expect({ status, location: headers.get('location') }).toEqual({ status: 302, location: null });
});

test('every cookie of a response reaches the Verifier', async () => {
  const cookies = new Headers({ 'Set-Cookie': 'a=1' });
  cookies.append('Set-Cookie', 'b=2');
  const { respond } = bridgeTo(new Response(null, { headers: cookies }));

  const { headers } = await respond();

  expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('a state whose values are not JSON is a problem of its interaction, whose request is not sent', async () => {
  const ask = vi.fn(async () => new Response());
  const bridge = createVerifierBridge(
    { setUp: async () => ({ count: 1n }) as never, ask },
    { redactor: createRedactor(), responseTime: 1000, abandon: () => {} },
  );
  const body = JSON.stringify({ state: 'busy', params: {}, action: 'setup' });

  await bridge.respond('/_pactSetup', new Request('http://127.0.0.1', { method: 'POST', body }));
  const { status } = await bridge.respond(path, new Request(`http://127.0.0.1${path}`));

  expect(status).toBe(599);
  expect(ask).not.toHaveBeenCalled();
  expect(bridge.runs).toMatchObject([
    { problem: { place: 'provider state "busy"', received: expect.stringContaining('BigInt') } },
  ]);
});
