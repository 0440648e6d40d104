// Tries to leave: other hosts, plain http, a managed identity, an agent of its own, a server of its own beside that.
import http, { createServer } from 'node:http';
import https from 'node:https';

const graph = 'https://graph.microsoft.com/v1.0/external/connections';
const statusOf = (get) =>
  new Promise((resolve) => get(({ statusCode }) => resolve(statusCode)).on('error', () => resolve('failed')));
const fetched = (url, init) =>
  fetch(url, init).then(
    ({ status }) => status,
    () => 'failed',
  );
const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');

console.log('Graph', await fetched(graph));
console.log(
  'login',
  await fetched('https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token', { method: 'POST' }),
);
console.log(
  'an agent',
  await statusOf((then) => https.get(graph, { agent: new https.Agent({ keepAlive: false }) }, then)),
);
console.log(
  'plain',
  await statusOf((then) => http.get('http://graph.microsoft.com/v1.0', { agent: new http.Agent() }, then)),
);
console.log('another host', await fetched('https://api.contoso.example/'));
console.log('plain http', await fetched('http://api.contoso.example/'));
console.log('identity', await fetched('http://169.254.169.254/metadata/identity/oauth2/token'));
console.log('itself', await fetched(`http://127.0.0.1:${server.address().port}/`));
server.close();
