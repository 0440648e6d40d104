import { after, afterEach, before, describe, test } from 'node:test';
import { expect } from 'expect';
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
  before(() => server.listen(blockUnhandled));
  afterEach(() => graph.reset());
  after(() => server.close());

  test('creates the HR connection', async () => {
    await createConnection({
      graphUrl: 'https://graph.microsoft.com',
      accessToken: 'any-access-token',
      connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
    });

    expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
  });
});

describe('the client', () => {
  for (const situation of situations) test(situation.title, () => situation.run(createConnection));
});
