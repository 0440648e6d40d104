import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.js';

const opened = openPage();

test('sends an id with a hyphen', async () => {
  const status = await opened.page.evaluate(() => globalThis.create('fetch', 'contoso-hr'));

  assert.equal(status, 201, opened.printed.join('\n'));
});
