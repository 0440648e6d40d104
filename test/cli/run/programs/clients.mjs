// Other clients of Node.js, each with a token from MSAL. They know nothing of the kit.
import http from 'node:http';
import https from 'node:https';
import { ConfidentialClientApplication } from '@azure/msal-node';
import axios from 'axios';
import got from 'got';
import { request } from 'undici';

const msal = new ConfidentialClientApplication({
  auth: {
    clientId: '22222222-3333-4444-8555-666666666666',
    clientSecret: 'made-up-secret',
    authority: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555',
  },
});
const token = await msal.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
const url = 'https://graph.microsoft.com/v1.0/external/connections';
const headers = { Authorization: `Bearer ${token.accessToken}` };

const agent = new https.Agent({ keepAlive: true });
const byAgent = () =>
  new Promise((resolve) => {
    https
      .get(url, { headers, agent }, (response) => response.resume().on('end', () => resolve(response.statusCode)))
      .on('error', ({ message }) => resolve(message));
  });
const plain = () =>
  new Promise((resolve) => {
    http
      .get('http://graph.microsoft.com/v1.0', { agent: new http.Agent() }, (response) => resolve(response.statusCode))
      .on('error', ({ message }) => resolve(message));
  });

console.log('fetch', (await fetch(url, { headers })).status);
console.log('axios', (await axios.get(url, { headers })).status);
console.log('got', (await got(url, { headers })).statusCode);
console.log('undici', (await request(url, { headers })).statusCode);
console.log('an agent', await byAgent(), await byAgent());
console.log('plain http', await plain());
