import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { externalConnectionSchema } from '../../src/index.ts';
import { startPrism } from './start-prism.ts';

describe('Prism with openapi.json', { timeout: 60_000 }, () => {
  let prism: Awaited<ReturnType<typeof startPrism>>;
  let url: string;

  beforeAll(async () => {
    prism = await startPrism();
    url = prism.url;
  }, 60_000);
  afterAll(() => prism?.close());

  const create = (version: string, body: unknown) =>
    fetch(`${url}/${version}/external/connections`, {
      method: 'POST',
      headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test.for(['v1.0', 'beta'] as const)('responds 201 with a connection to a create on %s', async (version) => {
    const response = await create(version, createBuilders({ version }).createRequest());

    expect(response.status).toBe(201);
    expect(externalConnectionSchema.safeParse(await response.json()).error).toBeUndefined();
  });

  test('refuses a create with an id of 33 characters', async () => {
    const response = await create('beta', createBuilders({ version: 'beta' }).createRequest({ id: 'a'.repeat(33) }));

    expect(response.status).toBe(400);
  });

  test('refuses complianceSettings on v1.0', async () => {
    const response = await create('v1.0', {
      ...createBuilders({ version: 'beta' }).minimalCreateRequest(),
      complianceSettings: {},
    });

    expect(response.status).toBe(400);
  });

  test('refuses a list without a token with 401', async () => {
    const response = await fetch(`${url}/v1.0/external/connections`);

    expect(response.status).toBe(401);
  });

  test('responds with 429 and Retry-After where a client prefers it', async () => {
    const response = await fetch(`${url}/beta/external/connections/contosohr`, {
      headers: { Authorization: 'Bearer fake-access-token', Prefer: 'code=429' },
    });

    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('10');
    expect(await response.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
  });
});
