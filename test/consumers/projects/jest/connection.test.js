import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createEmulator } from 'external-connection-testkit/emulator';
import { matchers } from 'external-connection-testkit/matchers';
import { blockUnhandled, handlersFor } from 'external-connection-testkit/msw';
import { situations } from 'external-connection-testkit/suite';
import { setupServer } from 'msw/node';
import { createConnection } from './create-connection.js';

expect.extend(matchers);

describe('with an emulator', () => {
  const graph = createEmulator({ profile: 'live' });
  const server = setupServer(...handlersFor(graph));
  beforeAll(() => server.listen(blockUnhandled));
  afterEach(() => graph.reset());
  afterAll(() => server.close());

  test('creates the HR connection', async () => {
    await createConnection({
      graphUrl: 'https://graph.microsoft.com',
      accessToken: 'any-access-token',
      connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
    });

    expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
    expect(graph).toHaveNoViolations();
  });
});

describe('the client', () => {
  test.each(situations.map((situation) => [situation.title, situation]))('%s', (_, situation) =>
    situation.run(createConnection),
  );
});
