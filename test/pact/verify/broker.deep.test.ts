import { createEmulator } from 'external-connection-testkit/emulator';
import { verifyProvider } from 'external-connection-testkit/pact';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serveHandler } from '../../../src/server/serve-handler.ts';

const provider = 'graph';

/** What a broker responds with by path: one pact, which has no interaction. */
const resources = (root: string): Readonly<Record<string, unknown>> => ({
  '/': { _links: { 'pb:provider-pacts-for-verification': { href: `${root}/{provider}/for-verification` } } },
  [`/${provider}/for-verification`]: { _embedded: { pacts: [{ _links: { self: { href: `${root}/pact` } } }] } },
  '/pact': { consumer: { name: 'hr' }, provider: { name: provider }, interactions: [] },
});

/** What a verification of the pacts of a broker rejects with, one of whose paths responds otherwise. */
async function failureWhere(path: string, respond: () => Response | Promise<Response>): Promise<string> {
  const broker = await serveHandler(async (request) => {
    const { pathname, origin } = new URL(request.url);
    return pathname === path ? await respond() : Response.json(resources(origin)[pathname]);
  });
  onTestFinished(() => broker.close());
  const options = { emulator: createEmulator(), provider, broker: { url: broker.url }, timeoutMs: 2000 };
  return await verifyProvider(options).then(() => 'none', String);
}

test.for([
  ['/pact', 'responds with 500', () => new Response(null, { status: 500 }), 'responded to GET .*/pact with 500'],
  ['/', 'does not respond', () => new Promise<Response>(() => {}), 'did not respond within 2 s'],
  ['/', 'is a page', () => new Response('<html>'), 'with 200 and a body that is not JSON'],
  ['/', 'has no links', () => Response.json([]), 'has no link "pb:provider-pacts-for-verification"'],
  ['/graph/for-verification', 'has no list', () => Response.json({}), 'has selected no list of pacts'],
] as const)('a broker whose path %s %s is reported with the reason and a fix', async ([path, , respond, reason]) => {
  const failure = await failureWhere(path, respond);

  expect(failure).toMatch(new RegExp(`^Error: .*${reason}.*\\.\nFix: .*`));
});

test.for(['/', '/graph/for-verification', '/pact'])('a redirect of the path %s is not followed', async (path) => {
  const headers = { Location: 'https://broker.example/login?state=canary' };

  const failure = await failureWhere(path, () => new Response(null, { status: 301, headers }));

  expect(failure).toMatch(
    /^Error: The broker redirects (?:GET|POST) http\S+ to https:\/\/broker\.example\/login\.\nFix: /,
  );
});

test('what a broker refuses is reported in its own words', async () => {
  const errors = { consumerVersionSelectors: ["environment with name 'live' does not exist (at index 0)"] };

  const failure = await failureWhere('/graph/for-verification', () => Response.json({ errors }, { status: 400 }));

  expect(failure).toMatch(
    /with 400: {"consumerVersionSelectors":\["environment with name 'live' does not exist \(at index 0\)"\]}\nFix: correct what/,
  );
});

test('a process of Pact that ends between two requests to a broker is reported', async () => {
  const ending = `if (process.send) {
    const send = globalThis.fetch;
    globalThis.fetch = async (...request) => {
      setTimeout(() => process.exit(3), 500);
      return await send(...request);
    };
  }`;
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(ending)}`);
  onTestFinished(() => void vi.unstubAllEnvs());

  const failure = await failureWhere('/', () => new Response(null, { status: 503 }));

  expect(failure).toBe("Error: Pact's Verifier ended with code 3.");
});
