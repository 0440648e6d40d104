import { faults } from 'external-connection-testkit/emulator';
import { describeCreateConnection, useEmulator } from 'external-connection-testkit/vitest';
import { HttpResponse, http } from 'msw';
import { describe, expect, test } from 'vitest';
import { type CreateConnectionOptions, createConnection, GraphRequestError } from './connector.ts';
import { companyPolicies, connectorAppId, foodCatalogue, githubIssues, pageExample } from './payloads.ts';

const accessToken = 'hearth-access-token';

function create(connection: object, version: CreateConnectionOptions['version'] = 'v1.0') {
  return createConnection({ graphUrl: 'https://graph.microsoft.com', accessToken, connection, version });
}

describe('on the service as it is', () => {
  const graph = useEmulator({ profile: 'live', appId: connectorAppId });

  test('the food catalogue is created with its link resolver and its card', async () => {
    const created = await create(foodCatalogue);

    expect(created).toMatchObject({ id: 'hearthcatalogue', state: 'draft' });
    expect(graph.connections).toMatchObject([foodCatalogue]);
  });

  test('the company policies are created from id, name and description', async () => {
    const created = await create(companyPolicies);

    expect(created).toMatchObject({ id: 'hearthpolicies', state: 'draft' });
    expect(graph.connections).toMatchObject([companyPolicies]);
  });

  test('the GitHub issues are created on beta, as a list of tasks for search and eDiscovery', async () => {
    const created = await create(githubIssues, 'beta');

    expect(created).toMatchObject({ id: 'hearthgithub', state: 'draft' });
    expect(graph.connections).toMatchObject([githubIssues]);
  });

  test('the GitHub issues are accepted on v1.0, with an advisory that it has no enabledContentExperiences', async () => {
    const created = await create(githubIssues, 'v1.0');

    expect(created).toMatchObject({ id: 'hearthgithub', state: 'draft' });
    expect(graph.exchanges[0]?.advisories).toMatchObject([
      { rule: 'settings.betaOnly', path: '/enabledContentExperiences', value: 'search, compliance' },
    ]);
  });

  test('the example of the reference page is refused, for it has no id', async () => {
    const refusal = create(pageExample, 'beta');

    await expect(refusal).rejects.toMatchObject({ status: 400, code: 'InvalidRequest' });
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'id.required', path: '/id' }]);
  });

  test('a second create with the same id rejects with 409 and keeps the first', async () => {
    await create(companyPolicies);

    const refusal = create({ ...companyPolicies, name: 'Other policies' });

    await expect(refusal).rejects.toMatchObject({
      status: 409,
      code: 'NameAlreadyExists',
      message: 'The specified resource name already exists',
    });
    expect(graph.connections).toMatchObject([{ id: 'hearthpolicies', name: 'Hearth & Rye policies' }]);
  });

  test('an id with a hyphen rejects with InvalidRequest, and the journal names the rule and the fix', async () => {
    const refusal = create({ ...companyPolicies, id: 'hearth-policies' });

    await expect(refusal).rejects.toMatchObject({ status: 400, code: 'InvalidRequest' });
    expect(graph.exchanges[0]?.violations).toMatchObject([
      {
        rule: 'id.alphanumeric',
        path: '/id',
        value: 'hearth-policies',
        fix: 'Use letters and digits only: no hyphen, underscore, space or accent.',
      },
    ]);
  });

  test('a throttled create rejects with 429, stores nothing, and can be sent again', async () => {
    graph.plan(faults.throttled({ retryAfter: 2 }));

    const first = create(companyPolicies);

    await expect(first).rejects.toMatchObject({ status: 429, code: 'TooManyRequests' });
    expect(graph.connections).toEqual([]);
    await expect(create(companyPolicies)).resolves.toMatchObject({ id: 'hearthpolicies' });
  });

  test('a refusal is a GraphRequestError', async () => {
    const refusal = create({});

    await expect(refusal).rejects.toBeInstanceOf(GraphRequestError);
  });

  test('the access token is sent, and appears nowhere in the journal', async () => {
    await create(companyPolicies);

    expect(graph.exchanges[0]?.request.headers.authorization).toBe('Bearer [redacted]');
    expect(JSON.stringify(graph.exchanges)).not.toContain('hearth-access-token');
  });
});

describe('on the service as the reference page has it', () => {
  const advised: string[] = [];
  const graph = useEmulator({ profile: 'documented', seed: 7, onAdvisory: ({ rule }) => advised.push(rule) });

  test('the example of the page is created with a GUID for an id, and the kit advises against it', async () => {
    const created = await create(pageExample, 'beta');

    expect(created?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(graph.connections[0]).toMatchObject({ name: 'Contoso HR', ingestedItemsCount: 700000 });
    expect(advised.toSorted()).toEqual([
      'connectorId.ticket',
      'id.required',
      'ingestedItemsCount.readOnly',
      'state.readOnly',
    ]);
  });
});

describe('behind a proxy that is down', () => {
  const proxy = 'https://proxy.hearthandrye.example';
  useEmulator({
    profile: 'documented',
    handlers: [http.all(`${proxy}/*`, () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 }))],
  });

  test('a response without an error envelope rejects with its status and the code Unknown', async () => {
    const refusal = createConnection({ graphUrl: proxy, accessToken, connection: companyPolicies });

    await expect(refusal).rejects.toMatchObject({ status: 502, code: 'Unknown' });
  });
});

describeCreateConnection('the connector', createConnection, { retries: 'never', duplicate: 'rejects' });
