import { expect } from '@playwright/test';
import { matchers } from 'external-connection-testkit/matchers';
import { create, test } from './app.ts';

expect.extend(matchers);

test('sends an id with a hyphen', async ({ page, graph }) => {
  await create(page, 'contoso-hr');
  await expect(page.getByText('InvalidRequest')).toBeVisible();

  expect(graph).toHaveNoViolations();
});
