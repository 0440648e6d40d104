import { readFile } from 'node:fs/promises';
import { test as base, type Page } from '@playwright/test';
import { createEmulator, type Emulator } from 'external-connection-testkit/emulator';
import { mockGraph } from './mock-graph.ts';

/** A test with an emulator behind the page, on which the app is open. */
export const test = base.extend<{ graph: Emulator }>({
  graph: async ({ page }, use) => {
    const graph = createEmulator();
    await page.route('https://app.example/', async (route) =>
      route.fulfill({ contentType: 'text/html', body: await readFile('app.html', 'utf8') }),
    );
    await mockGraph(page, graph);
    await page.goto('https://app.example/');
    await use(graph);
  },
});

export async function create(page: Page, id: string): Promise<void> {
  await page.getByLabel('Id').fill(id);
  await page.getByRole('button', { name: 'Create' }).click();
}
