import { Client } from '@microsoft/microsoft-graph-client';
import { runLife } from './life.js';

/** `node over-tls.js <root of the server>`, with NODE_EXTRA_CA_CERTS: the client sends a token over https alone. */
const [, , baseUrl] = process.argv;
const client = Client.init({
  baseUrl,
  customHosts: new Set([new URL(baseUrl).hostname]),
  authProvider: (done) => done(null, 'any-access-token'),
});
console.log(JSON.stringify(await runLife(client)));
