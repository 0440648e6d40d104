import axios from 'axios';
import { graph } from './mocks.js';

const url = 'https://graph.microsoft.com/v1.0/external/connections';
const headers = { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' };
const clients = {
  fetch: (connection) => fetch(url, { method: 'POST', headers, body: JSON.stringify(connection) }),
  axios: (connection) => axios.post(url, connection, { headers, validateStatus: () => true }),
};

// For the test, which calls them in the page.
Object.assign(globalThis, {
  create: async (client, id) => (await clients[client]({ id, name: 'Contoso HR' })).status,
  connections: () => graph.connections.map(({ id }) => id),
  leave: (address) =>
    fetch(address).then(
      () => 'left',
      () => 'blocked',
    ),
});
document.title = 'Ready';
