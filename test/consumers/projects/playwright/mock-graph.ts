import type { Page } from '@playwright/test';
import type { Emulator } from 'external-connection-testkit/emulator';

/** Responds from the emulator to the requests of the page to Graph. */
export async function mockGraph(page: Page, graph: Emulator): Promise<void> {
  await page.route('https://graph.microsoft.com/**', async (route) => {
    const sent = route.request();
    const body = sent.postData();
    const response = await graph.fetch(sent.url(), {
      method: sent.method(),
      headers: sent.headers(),
      ...(body !== null && { body }),
    });
    if (response.type === 'error') return route.abort('connectionreset');
    // As Graph does, so that the page may read Retry-After.
    const headers = { ...Object.fromEntries(response.headers), 'access-control-expose-headers': '*' };
    return route.fulfill({ status: response.status, headers, body: await response.text() });
  });
}
