import { describe, expect, test } from 'vitest';
import { createBuilders, invalidCreateRequests } from '../../src/builders/index.ts';
import { createEmulator, type Fault, faults } from '../../src/emulator/index.ts';
import type { ApiVersion, Profile } from '../../src/index.ts';
import { operationsIn, readDocument } from './document.ts';
import { errorsBy } from './judge.ts';

const document = readDocument();
const documented = operationsIn(document);

/** The name of the operation in the document: its method, and its path with the ids of the parameters. */
function keyOf(method: string, pathname: string): string {
  const path = pathname
    .replace(/(\/external\/connections)\/[^/]+/, '$1/{connectionId}')
    .replace(/(\/operations)\/[^/]+/, '$1/{operationId}');
  return `${method} ${path}`;
}

/** What the document does not say of an answer: its status, a header, or what is in the body. */
async function unsaid(request: Request, answer: Response): Promise<unknown[]> {
  const key = keyOf(request.method, new URL(request.url).pathname);
  const response = documented.get(key)?.responses[answer.status];
  if (!response) return [`${key} answers ${answer.status}`];
  const name = response.$ref?.replace('#/components/responses/', '');
  const { headers = {}, content } = (name ? document.components.responses[name] : response) ?? {};
  const missing = Object.keys(headers).filter((header) => header !== 'Retry-After' && !answer.headers.has(header));
  const text = await answer.text();
  if (!content || text === '') return [...missing, ...(content || text ? [`${key} has a body or none`] : [])];
  const at = name ? `/components/responses/${name}` : `/paths/${segment(key)}/responses/${answer.status}`;
  return [...missing, ...errorsBy(`#${at}/content/application~1json/schema`, JSON.parse(text))];
}

function segment(key: string): string {
  const [method = '', path = ''] = key.split(' ');
  return `${encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'))}/${method.toLowerCase()}`;
}

function requestTo(version: string, method: string, path: string, body?: unknown): Request {
  return new Request(`https://graph.microsoft.com/${version}${path}`, {
    method,
    headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** The whole life of a connection, with the answers that the emulator gives. */
async function life(version: ApiVersion, profile: Profile): Promise<unknown[]> {
  const graph = createEmulator({ profile, seed: 4, onAdvisory: () => {} });
  const build = createBuilders({ seed: 4, version });
  const found: unknown[] = [];
  const ask = async (method: string, path: string, body?: unknown) => {
    const request = requestTo(version, method, path, body);
    const answer = await graph.fetch(request);
    found.push(...(await unsaid(request, answer.clone())).map((error) => ({ method, path, error })));
    return answer;
  };
  const all = '/external/connections';
  const { id } = build.largestCreateRequest();
  const one = `${all}/${id}`;

  await ask('POST', all, build.largestCreateRequest({ id }));
  await ask('POST', all, build.createRequest());
  await ask('POST', all, build.minimalCreateRequest({ id }));
  await ask('GET', `${all}?$select=name&$top=1&$count=true`);
  await ask('GET', `${one}?$select=name`);
  await ask('GET', `${one}?$expand=items`);
  await ask('PATCH', one, { description: null });
  await ask('GET', `${one}/schema`);
  const registered = await ask('PATCH', `${one}/schema`, build.largestSchema());
  await ask('GET', registered.headers.get('Location')?.split(version)[1] ?? '');
  await ask('POST', `${one}/schema`, build.schema());
  await ask('GET', `${one}/schema`);
  await ask('DELETE', `${one}/schema`);
  if (version === 'beta') await ask('GET', `${one}/quota`);
  await ask('POST', '/$batch', { requests: [{ id: '1', method: 'GET', url: one }] });
  await ask('DELETE', one);
  await ask('GET', one);
  return found;
}

describe('openapi.json says what the emulator answers', () => {
  test.for(
    (['beta', 'v1.0'] as const).flatMap((version) =>
      (['documented', 'live'] as const).map((profile) => ({ version, profile })),
    ),
  )('in the whole life of a connection on $version, profile $profile', async ({ version, profile }) => {
    expect(await life(version, profile)).toEqual([]);
  });

  test.for(['documented', 'live'] as const)('to every bad request of the catalogue, profile %s', async (profile) => {
    const found: unknown[] = [];

    for (const version of ['beta', 'v1.0'] as const) {
      const graph = createEmulator({ profile });
      for (const { title, request } of invalidCreateRequests({ profile, version })) {
        const sent = request;
        found.push(...(await unsaid(sent, await graph.fetch(sent))).map((error) => ({ title, error })));
      }
    }

    expect(found).toEqual([]);
  });

  test.for<[string, Fault]>([
    ['throttled', faults.throttled()],
    ['serviceUnavailable', faults.serviceUnavailable({ retryAfter: 3 })],
    ['internalServerError', faults.internalServerError()],
    ['badGateway', faults.badGateway()],
    ['gatewayTimeout', faults.gatewayTimeout()],
    ['tenantLimit', faults.tenantLimit()],
    ['withoutInnerError', faults.withoutInnerError()],
  ])('to a create that meets %s', async ([, fault]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(fault);
    const request = requestTo(
      'v1.0',
      'POST',
      '/external/connections',
      createBuilders({ version: 'beta' }).minimalCreateRequest(),
    );

    const answer = await graph.fetch(request);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await unsaid(request, answer)).toEqual([]);
  });

  test('and names an answer that it does not know', async () => {
    const request = requestTo('beta', 'DELETE', '/external/connections/contosohr');

    const found = await unsaid(request, new Response(null, { status: 204 }));

    expect(found).toEqual(['DELETE /beta/external/connections/{connectionId} answers 204']);
  });
});
