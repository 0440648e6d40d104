import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './page.js';

const opened = openPage();

for (const client of ['fetch', 'axios']) {
  test(`${client} creates a connection in the page, once`, async () => {
    const create = ([client, id]) => globalThis.create(client, id);

    assert.equal(await opened.page.evaluate(create, [client, `contoso${client}`]), 201);
    assert.equal(await opened.page.evaluate(create, [client, `contoso${client}`]), 409);
  });
}

test('the emulator in the page has them', async () => {
  assert.deepEqual(await opened.page.evaluate(() => globalThis.connections()), ['contosofetch', 'contosoaxios']);
});

test('another request does not leave the page', async () => {
  const leave = (address) => globalThis.leave(address);

  assert.equal(await opened.page.evaluate(leave, 'https://graph.microsoft.com/v1.0/me'), 'blocked');
  assert.equal(await opened.page.evaluate(leave, '/index.html'), 'left');
});
