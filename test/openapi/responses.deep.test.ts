import { describe, expect, test } from 'vitest';
import { createBuilders, invalidCreateRequests } from '../../src/builders/index.ts';
import { createEmulator, type Fault, faults } from '../../src/emulator/index.ts';
import type { ApiVersion, Profile } from '../../src/index.ts';
import { endpointOf, undeclared } from './undeclared.ts';

function requestTo(version: string, method: string, path: string, body?: unknown): Request {
  return new Request(`https://graph.microsoft.com/${version}${path}`, {
    method,
    headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const errorBody = { error: { code: 'TooManyRequests', message: '' } };

function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const id = '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f';
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'request-id': id,
      'client-request-id': id,
      'OData-Version': '4.0',
      ...headers,
    },
  });
}

/** The whole life of a connection, with the responses of the emulator. */
async function life(version: ApiVersion, profile: Profile): Promise<unknown[]> {
  const graph = createEmulator({ profile, seed: 4, onAdvisory: () => {} });
  const build = createBuilders({ seed: 4, version });
  const found: unknown[] = [];
  const ask = async (method: string, path: string, body?: unknown) => {
    const request = requestTo(version, method, path, body);
    const response = await graph.fetch(request);
    found.push(
      ...(await undeclared(profile, endpointOf(profile, request), response.clone())).map((error) => ({
        method,
        path,
        error,
      })),
    );
    return response;
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

describe('the OpenAPI document of a profile describes what the emulator returns', () => {
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
        found.push(
          ...(await undeclared(profile, endpointOf(profile, sent), await graph.fetch(sent))).map((error) => ({
            title,
            error,
          })),
        );
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

    const response = await graph.fetch(request);

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await undeclared('documented', endpointOf('documented', request), response)).toEqual([]);
  });

  test.for<[string, Response, string]>([
    ['a status', new Response(null, { status: 204 }), 'status 204'],
    ['a header', jsonResponse(429, errorBody, { 'X-Wait': '1' }), '429, header x-wait'],
    ['a body', jsonResponse(429, { error: { code: 17, message: '' } }), '429, body/error/code: must be string'],
    ['a missing header', new Response(JSON.stringify(errorBody), { status: 429 }), '429, no header request-id'],
  ])('and names %s that it does not declare', async ([, response, difference]) => {
    const request = requestTo('beta', 'DELETE', '/external/connections/contosohr');

    const found = await undeclared('live', endpointOf('live', request), response);

    expect(found).toContain(`DELETE /beta/external/connections/{connectionId}: ${difference}`);
  });
});
