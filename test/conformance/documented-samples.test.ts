import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { type ApiVersion, checkCreateRequest, schemasFor } from '../../src/index.ts';
import { componentOf } from '../openapi/document.ts';
import { errorsBy } from '../openapi/errors-by.ts';
import { type DocumentedSample, documentedLocation, documentedSamples } from './documented-samples.ts';

function samplesOf(...kinds: readonly DocumentedSample['is'][]): readonly DocumentedSample[] {
  return documentedSamples.filter(({ is }) => kinds.includes(is));
}

function send(graph: ReturnType<typeof createEmulator>, method: string, path: string, body: object) {
  return graph.fetch(`https://graph.microsoft.com${path}`, {
    method,
    headers: {
      Authorization: 'Bearer fake-access-token',
      'Content-Type': 'application/json',
      'GraphConnectors-Ticket': 'opaque-ticket',
    },
    body: JSON.stringify(body),
  });
}

/** What is wrong with a body by a schema of openapi.json. */
function errorsIn(name: string, version: ApiVersion, body: unknown) {
  const schema = componentOf(name, { profile: 'live', version });
  return errorsBy('live', `#/components/schemas/${schema}`, body);
}

const hr = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };

describe('what a client sends in a public sample', () => {
  test.for(samplesOf('create', 'part of a create'))('$title is a valid create in profile live', ({ body, version }) => {
    expect(checkCreateRequest({ ...hr, ...body }, { profile: 'live', version })).toEqual([]);
    expect(errorsIn('CreateConnectionRequest', version, { ...hr, ...body })).toEqual([]);
  });

  test.for(samplesOf('create', 'part of a create'))('$title gets 201', async ({ body, version }) => {
    const response = await send(createEmulator({ profile: 'live' }), 'POST', `/${version}/external/connections`, {
      ...hr,
      ...body,
    });

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject(body);
  });

  test.for(samplesOf('update'))('$title gets 204 and kept', async ({ body, version }) => {
    const graph = createEmulator({ profile: 'live' });
    graph.put(hr);

    const response = await send(graph, 'PATCH', `/${version}/external/connections/contosohr`, body);

    expect(response.status).toBe(204);
    expect(graph.connections[0]).toMatchObject(body);
  });
});

describe('the response of Graph in a public sample', () => {
  test.for(samplesOf('connection'))('$title is a connection', ({ body, version }) => {
    expect(schemasFor({ profile: 'documented', version }).connection.safeParse(body).error).toBeUndefined();
    expect(errorsIn('NewExternalConnection', version, body)).toEqual([]);
  });

  test.for(samplesOf('operation'))('$title is an operation', ({ body, version }) => {
    expect(errorsIn('ConnectionOperation', version, body)).toEqual([]);
  });

  test.for(samplesOf('quota'))('$title is a quota', ({ body, version }) => {
    expect(errorsIn('ConnectionQuota', version, body)).toEqual([]);
  });

  test('a registration of a schema gets a Location of the form that the page shows', async () => {
    const graph = createEmulator({ profile: 'live' });
    graph.put(hr);
    const formOf = (url: string | null) => url?.replace(/[^/]+$/, '{operation}');

    const response = await send(
      graph,
      'PATCH',
      '/v1.0/external/connections/contosohr/schema',
      createBuilders({ version: 'v1.0' }).schema(),
    );

    expect(response.status).toBe(202);
    expect(formOf(response.headers.get('Location'))).toBe(formOf(documentedLocation.url));
  });
});
