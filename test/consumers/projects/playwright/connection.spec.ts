import { expect } from '@playwright/test';
import { faults } from 'external-connection-testkit/emulator';
import { create, test } from './app.ts';

test('creates a connection, once', async ({ page, graph }) => {
  await create(page, 'contosohr');
  await expect(page.getByText('Created')).toBeVisible();
  await create(page, 'contosohr');
  await expect(page.getByText('NameAlreadyExists')).toBeVisible();

  expect(graph.connections).toMatchObject([{ id: 'contosohr', name: 'Contoso HR' }]);
});

test('waits as Retry-After asks, and creates the connection then', async ({ page, graph }) => {
  graph.plan(faults.throttled({ retryAfter: 1 }));

  await create(page, 'contosohr');

  await expect(page.getByText('Created')).toBeVisible({ timeout: 20_000 });
  expect(graph.exchanges.map(({ response }) => response.status)).toEqual([429, 201]);
});
